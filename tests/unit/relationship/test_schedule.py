"""What time causes: each thing once, in order, and after an outage without spam."""

from datetime import timedelta

import pytest

from domain.relationship import RELATIONSHIP, Status
from domain.relationship.about import About, Recipient
from domain.relationship.agreement import AgreementParty
from domain.relationship.commands import AcceptOffer, PauseRelationship, ScheduleMeeting
from domain.relationship.events import (
    ClosingStarted,
    Escalated,
    HealthChanged,
    MeetingUnconfirmed,
    OfferExpired,
    PulseOpened,
    RelationshipClosed,
    RelationshipResumed,
    ReminderSent,
    ReviewFellDue,
    WindUpStarted,
)
from domain.relationship.reasons import ClosureReason, PauseReason
from domain.vocabulary import Outcome
from tests.kit.relationships import (
    COORDINATOR,
    MENTEE,
    MENTOR,
    PAIR,
    PEERS,
    Life,
    accepted,
    active,
    day,
    drafted,
    held,
    met,
    offered,
    policies,
    story,
)


def test_nothing_is_due_before_its_time() -> None:
    """A look at the clock before the deadline changes nothing."""
    for life in (offered(), accepted(), met(), drafted(), active()):
        deadline = RELATIONSHIP.next_deadline(life.state)
        assert deadline is not None
        story(life).when_time_comes(deadline - timedelta(microseconds=1)).then_nothing()


def test_a_closed_or_unborn_relationship_has_no_deadline() -> None:
    """Nothing will happen, so nothing is waited for."""
    assert RELATIONSHIP.next_deadline(RELATIONSHIP.initial()) is None
    assert RELATIONSHIP.next_deadline(offered().until(day(15)).state) is None


def test_an_offer_is_reminded_escalated_and_expires() -> None:
    """Day 3 and 7 to who has not answered, day 9 to the coordinator, day 14 the end."""
    life = offered().do(AcceptOffer(person=MENTEE), day(4)).until(day(14))
    assert life.events[2:] == [
        ReminderSent(at=day(3), about=About.ANSWER, number=1, to=(MENTOR, MENTEE)),
        life.events[3],
        ReminderSent(at=day(7), about=About.ANSWER, number=2, to=(MENTOR,)),
        Escalated(at=day(9), about=About.ANSWER, recipient=Recipient.COORDINATOR, to=(COORDINATOR,)),
        OfferExpired(at=day(14), silent=(MENTOR,)),
        RelationshipClosed(at=day(14), outcome=Outcome.EXPIRED, reason=ClosureReason.NOT_ANSWERED),
    ]


def test_a_proposal_is_reminded_once_and_lapses() -> None:
    """A coordinator who neither offers nor withdraws is reminded after a week."""
    life = offered(offer=False).until(day(30))
    assert life.events[1:] == [
        ReminderSent(at=day(7), about=About.OFFER, number=1, to=(COORDINATOR,)),
        RelationshipClosed(at=day(30), outcome=Outcome.EXPIRED, reason=ClosureReason.NEVER_OFFERED),
    ]


def test_a_first_meeting_that_is_not_booked_is_told_to_the_coordinator() -> None:
    """One that is booked is given its time, even beyond the day on which the relationship would lapse."""
    told = Escalated(
        at=day(11), about=About.FIRST_MEETING, recipient=Recipient.COORDINATOR, to=(COORDINATOR,)
    )
    assert told in accepted().until(day(11)).events
    booked = accepted().do(ScheduleMeeting(meeting="m", by=MENTEE, starts_at=day(60)), day(2)).until(day(59))
    assert told not in booked.events
    assert booked.state.status is Status.ACCEPTED
    assert booked.until(day(62)).state.status is Status.CLOSED


def test_after_an_outage_only_the_latest_reminder_is_sent() -> None:
    """Two reminders fell due; one is sent, and it is the second."""
    story(offered()).when_time_comes(day(8)).then(
        ReminderSent(at=day(8), about=About.ANSWER, number=2, to=(MENTOR, MENTEE))
    )


def test_after_an_outage_nobody_is_reminded_of_what_is_over() -> None:
    """An offer that expires is not reminded or escalated in the same breath."""
    story(offered()).when_time_comes(day(20)).then_types(OfferExpired, RelationshipClosed)


def test_after_an_outage_only_the_latest_check_in_and_review_are_asked() -> None:
    """What was missed is left out; what is asked now gets its full time."""
    life = held(active(), 30).until(day(35)).jump(day(200))
    asked = [event for event in life.events[-5:] if isinstance(event, (PulseOpened, ReviewFellDue))]
    assert asked == [PulseOpened(at=day(200), number=3), ReviewFellDue(at=day(200), number=2)]
    assert life.until(day(213)).state.pulse is not None
    assert life.until(day(214)).state.pulse is None


def test_after_a_very_long_outage_everybody_still_looks_back() -> None:
    """The planned end is long past; closing starts now and takes its time."""
    life = held(active(), 30).until(day(35)).jump(day(1000))
    assert life.events[-2:] == [
        WindUpStarted(at=day(1000)),
        ClosingStarted(at=day(1000), reason=ClosureReason.TERM_ENDED, outcome=Outcome.COMPLETED),
    ]
    assert life.until(day(1014)).state.status is Status.CLOSED


def test_what_happened_meanwhile_is_told_in_order() -> None:
    """Events that fell due in one outage keep the order in which they fell due."""
    life = active().do(ScheduleMeeting(meeting="m", by=MENTEE, starts_at=day(12)), day(11)).jump(day(60))
    assert [type(event) for event in life.events[-6:]] == [
        ReminderSent,  # whether the meeting was held
        MeetingUnconfirmed,
        ReminderSent,  # to book the next
        PulseOpened,
        Escalated,  # too long since the last
        HealthChanged,
    ]


def test_a_pause_that_ran_out_during_an_outage_ends_now() -> None:
    """All clocks stood still until the engine was back, so nobody owes anything at once."""
    life = active().do(PauseRelationship(by=MENTEE, reason=PauseReason.LEAVE, resume_on=day(40)), day(20))
    life.jump(day(100))
    assert life.events[-1] == RelationshipResumed(at=day(100), planned_end=day(271 + 80))
    assert RELATIONSHIP.next_deadline(life.state) == day(24 + 80)


@pytest.mark.parametrize("members", [PAIR, PEERS])
def test_how_often_the_clock_is_looked_at_makes_no_difference(members: tuple[AgreementParty, ...]) -> None:
    """Looking at every deadline or every three hours changes when something is told, never what."""
    by_deadline, by_hours = drafted(members), drafted(members)
    by_deadline.until(day(70))
    for hours in range(0, 24 * 62, 3):
        by_hours.jump(day(8) + timedelta(hours=hours))
    assert [event.type for event in by_deadline.events] == [event.type for event in by_hours.events]


def test_short_policies_are_kept() -> None:
    """A track may run in days what others run in months."""
    short = policies(
        length=timedelta(days=20),
        wind_up_before_end=timedelta(days=5),
        first_pulse_after=timedelta(days=1),
        pulse_every=timedelta(days=1),
        pulse_open_for=timedelta(days=3),
        reviews_after=(timedelta(days=2),),
    )
    life = held(active(policies=short), 11).until(day(40))
    assert life.state.ending is not None
    assert life.state.ending.outcome is Outcome.COMPLETED
    numbers = [event.number for event in life.of(PulseOpened) if isinstance(event, PulseOpened)]
    assert numbers == [1, 4, 7, 10]


def test_a_planned_end_before_the_agreement_lapses() -> None:
    """The cycle ended while they were still getting to know each other."""
    for begin, reason in (
        (accepted, ClosureReason.NEVER_MET),
        (met, ClosureReason.FIT_NOT_CONFIRMED),
        (drafted, ClosureReason.NEVER_SIGNED),
    ):
        life: Life = begin(ends_by=day(9)).until(day(9))
        assert life.state.ending is not None
        assert (life.state.ending.reason, life.state.ending.outcome) == (reason, Outcome.LAPSED)

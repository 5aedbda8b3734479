"""A relationship explains itself: for whom it waits, since when, and what happens if nobody acts."""

from datetime import timedelta

from domain.relationship import RELATIONSHIP
from domain.relationship.commands import (
    AcceptOffer,
    AnswerPulse,
    CheckFit,
    DraftAgreement,
    FlagRoleConflict,
    PauseRelationship,
    RaiseConcern,
    RecordNeutralContact,
    RecordReview,
    ReportMeetingNotHeld,
    RequestClosure,
    RequestExtension,
    ScheduleMeeting,
    SignAgreement,
)
from domain.relationship.reasons import ClosureReason, PauseReason
from domain.relationship.values import Fit
from domain.vocabulary import Health
from domain.waiting import Waiting, sentence
from tests.kit.relationships import (
    CIRCLE,
    COORDINATOR,
    MENTEE,
    MENTOR,
    NEUTRAL,
    PEER,
    PEERS,
    TERMS,
    Life,
    accepted,
    active,
    contracting,
    day,
    drafted,
    held,
    met,
    offered,
)


def waiting(life: Life, at: float) -> Waiting:
    """Return what a relationship waits for on a day, after whatever fell due before."""
    found = RELATIONSHIP.waiting_on(life.until(day(at)).state, day(at))
    assert found is not None
    return found


def what(life: Life, at: float) -> tuple[str, tuple[str, ...], str | None]:
    """Return for what and whom a relationship waits, and what comes then."""
    found = waiting(life, at)
    return found.what, found.who, found.then


def test_the_line_tells_everything() -> None:
    """For what, since when, how often reminded, and what comes when."""
    life = offered().do(AcceptOffer(person=MENTOR), day(2))
    found = waiting(life, 8)
    assert found == Waiting(
        what="the mentee's answer to the offer",
        who=(MENTEE,),
        since=day(0),
        reminders=2,
        then="escalates to the coordinator",
        at=day(9),
    )
    assert sentence(found, day(8)) == (
        "waiting 8 days for the mentee's answer to the offer; reminder 2 sent; "
        "escalates to the coordinator Wed 14 Jan 09:00"
    )


def test_each_status_waits_for_something() -> None:
    """From the proposal to the exit survey."""
    assert what(offered(offer=False), 1) == ("the coordinator's offer", (COORDINATOR,), "sends reminder 1")
    assert what(accepted(), 2) == (
        "the members to book their first meeting",
        (MENTOR, MENTEE),
        "escalates to the coordinator",
    )
    assert what(met(), 5.5)[0] == "the mentor's and the mentee's fit check"
    assert what(contracting(), 6.5)[0] == "a draft of the agreement"
    assert what(drafted(), 9)[0] == "the mentor's and the mentee's signature"
    assert what(active(), 11)[0] == "the members to book their next meeting"
    assert what(active(), 272) == (
        "the mentor's and the mentee's exit survey",
        (MENTOR, MENTEE),
        "sends reminder 1",
    )


def test_peers_and_circles_are_named_by_their_roles() -> None:
    """Nothing takes it for granted that there is one mentor and one mentee."""
    assert what(met(PEERS), 5.5)[0] == "2 peers' fit check"
    assert what(met(CIRCLE), 5.5)[0] == "the facilitator's and 2 mentees' fit check"


def test_a_booked_first_meeting_is_waited_for() -> None:
    """Then the coordinator is not told, and the meeting has its time."""
    life = accepted().do(ScheduleMeeting(meeting="m", by=MENTEE, starts_at=day(5)), day(2))
    assert what(life, 3) == ("the first meeting", (MENTOR, MENTEE), "lets the relationship lapse")


def test_who_decides_meets_again() -> None:
    """When everybody else has answered, a further meeting is next."""
    life = met().do(CheckFit(person=MENTOR, fit=Fit.GOOD_FIT), day(6))
    life.do(CheckFit(person=MENTEE, fit=Fit.DECIDING), day(6))
    assert what(life, 7)[:2] == ("a further meeting and the mentee's decision", (MENTEE,))


def test_what_blocks_comes_before_what_is_merely_late() -> None:
    """A missed contact is late, but the signature holds everything up."""
    life = drafted().do(SignAgreement(person=MENTOR, sha256=drafted().state.draft.sha256), day(9))  # type: ignore[union-attr]  # a draft waits
    assert waiting(life, 10).what == "the mentee's signature"


def test_under_an_agreement_what_was_escalated_comes_first() -> None:
    """An overdue review before an open check-in, the check-in before the next meeting."""
    life = active().do(RecordNeutralContact(by=NEUTRAL), day(10))
    held(life, 30)
    assert what(life, 41)[0] == "the mentor's and the mentee's check-in"
    life.do(AnswerPulse(person=MENTOR, score=4), day(42))
    assert what(life, 43) == ("the mentee's check-in", (MENTEE,), "closes the check-in")
    held(life, 60, 90, 110)
    assert what(life, 115)[0] == "the neutral party's review"
    assert what(life, 115)[2] == "starts winding up"


def test_meetings_are_asked_about_when_they_are_over() -> None:
    """While one is ahead, it is what is waited for; afterwards, the report."""
    life = active().do(ScheduleMeeting(meeting="m", by=MENTEE, starts_at=day(20)), day(11))
    assert what(life, 12)[0] == "the next meeting"
    assert what(life, 20.01)[::2] == ("the meeting that is booked", "asks whether the meeting was held")
    assert what(life, 20.5)[::2] == ("a report on the last meeting", "counts the meeting as unconfirmed")


def test_open_questions_are_named() -> None:
    """Conflicts, no-shows, amendments, extensions and pauses."""
    conflict = active().do(FlagRoleConflict(persons=(MENTOR, MENTEE)), day(11))
    assert what(conflict, 12) == (
        "a decision about the reporting line between members",
        (NEUTRAL,),
        "escalates to the coordinator",
    )
    amended = active().do(DraftAgreement(by=MENTOR, terms=TERMS), day(11))
    assert what(amended, 12)[0] == "the mentor's and the mentee's signature of the amendment"
    late = held(active(), 30, 60, 90, 120, 150, 180, 210, 235).until(day(245))
    late.do(RecordReview(by=NEUTRAL, health=Health.ON_TRACK), day(245))
    late.do(RequestExtension(person=MENTOR, until=day(300)), day(246))
    assert what(late, 247)[:2] == ("the mentee's answer to the wish to extend", (MENTEE,))
    paused = active().do(PauseRelationship(by=MENTOR, reason=PauseReason.OTHER, resume_on=day(40)), day(20))
    assert what(paused, 21) == ("the end of the pause", (MENTOR, MENTEE), "sends reminder 1")
    assert waiting(paused, 35).then == "resumes the relationship"
    missed = active()
    for on in (12, 14, 16):
        missed.do(ScheduleMeeting(meeting=f"m{on}", by=MENTEE, starts_at=day(on)), missed.now)
        missed.do(ReportMeetingNotHeld(meeting=f"m{on}", by=MENTOR, absent=(MENTEE,)), day(on + 0.1))
    assert what(missed, 17)[0] == "the members to meet, or to take the offered no-fault conclusion"


def test_a_concern_is_not_shown() -> None:
    """It was raised in confidence, and coordinators read this line."""
    life = active().do(RaiseConcern(person=MENTEE), day(11))
    assert what(life, 12) == what(active(), 12)


def test_who_is_gone_is_not_waited_for() -> None:
    """A peer who left the circle owes no signature."""
    life = drafted(CIRCLE).do(RequestClosure(by=PEER, reason=ClosureReason.NO_TIME), day(9))
    assert waiting(life, 10).who == (MENTOR, MENTEE)


def test_nothing_is_waited_for_before_and_after() -> None:
    """A relationship that was never proposed, or is closed, waits for nobody."""
    assert RELATIONSHIP.waiting_on(RELATIONSHIP.initial(), day(0)) is None
    closed = offered().until(day(14))
    assert RELATIONSHIP.waiting_on(closed.state, day(15)) is None
    assert sentence(None, day(15)) == "waiting for nobody"


def test_the_meeting_ahead_is_named_even_when_it_is_all_there_is() -> None:
    """While closing, a meeting that is over still awaits its report, behind the exit survey."""
    life = active().do(ScheduleMeeting(meeting="m", by=MENTEE, starts_at=day(20)), day(11)).until(day(20.1))
    life.do(RequestClosure(by=MENTOR, reason=ClosureReason.NO_TIME), day(20) + timedelta(hours=3))
    assert waiting(life, 20.5).what == "the mentor's and the mentee's exit survey"

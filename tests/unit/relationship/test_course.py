"""Pausing, extending, reporting lines, people leaving."""

from datetime import timedelta

import pytest

from domain.relationship import RELATIONSHIP, Status
from domain.relationship.about import About, Recipient
from domain.relationship.agreement import AgreementParty
from domain.relationship.commands import (
    AcceptExtension,
    DeclineExtension,
    FlagRoleConflict,
    PauseRelationship,
    RecordMemberLeft,
    RequestClosure,
    RequestExtension,
    ResolveRoleConflict,
    ResumeRelationship,
    ScheduleMeeting,
)
from domain.relationship.events import (
    ClosingStarted,
    ClosureRequested,
    Escalated,
    ExtensionAccepted,
    ExtensionDeclined,
    ExtensionRequested,
    HealthChanged,
    MeetingCancelled,
    MemberDeparted,
    MemberLeft,
    RelationshipClosed,
    RelationshipExtended,
    RelationshipPaused,
    RelationshipResumed,
    ReminderSent,
    RoleConflictFlagged,
    RoleConflictResolved,
    WindUpStarted,
)
from domain.relationship.reasons import CancellationReason, ClosureReason, ConflictResolution, PauseReason
from domain.relationship.refusals import (
    AlreadyWillingToExtend,
    ExtensionAlreadyRequested,
    ExtensionOutOfRange,
    NoExtensionRequested,
    NoRoleConflict,
    NotAMember,
    NotAParty,
    NotPossibleNow,
    PauseTooLong,
    RoleConflictAlreadyFlagged,
    TooFewMembers,
)
from domain.vocabulary import Outcome
from tests.kit.relationships import (
    CIRCLE,
    COORDINATOR,
    MENTEE,
    MENTOR,
    NEUTRAL,
    PAIR,
    PEER,
    PEERS,
    Life,
    accepted,
    active,
    contracting,
    day,
    held,
    met,
    offered,
    story,
)

END = 1 + 270


def pause(until: float) -> PauseRelationship:
    """Return the mentee's wish to pause until a day."""
    return PauseRelationship(by=MENTEE, reason=PauseReason.LEAVE, resume_on=day(until))


def test_a_pause_cancels_the_meetings_within_it() -> None:
    """Meetings after the pause stay booked."""
    life = active()
    for meeting, on in (("within", 30), ("after", 60)):
        life.do(ScheduleMeeting(meeting=meeting, by=MENTEE, starts_at=day(on)), day(11))
    paused = story(life).when(pause(50), at=day(20))
    after = paused.then(
        MeetingCancelled(at=day(20), meeting="within", reason=CancellationReason.PAUSED),
        RelationshipPaused(at=day(20), by=MENTEE, reason=PauseReason.LEAVE, resume_on=day(50)),
    )
    assert [meeting.id for meeting in after.state.booked] == ["after"]


def test_a_pause_moves_the_planned_end_by_its_length() -> None:
    """It resumes by itself, after a prompt a week before."""
    life = active().do(pause(50), day(20)).until(day(50))
    assert life.events[-2:] == [
        ReminderSent(at=day(43), about=About.RESUMPTION, number=1, to=(MENTOR, MENTEE)),
        RelationshipResumed(at=day(50), planned_end=day(END + 30)),
    ]
    assert life.state.status is Status.ACTIVE


def test_a_short_pause_needs_no_prompt() -> None:
    """When it is over within a week, nobody is reminded of it."""
    life = active().do(pause(24), day(20)).until(day(24))
    assert isinstance(life.events[-1], RelationshipResumed)
    assert isinstance(life.events[-2], RelationshipPaused)


def test_all_clocks_stop_during_a_pause() -> None:
    """Every deadline comes later by exactly the time that was rested."""
    plain, rested = active(), active().do(pause(50), day(20)).until(day(50))
    while plain.state.status is not Status.CLOSED:
        due, later = RELATIONSHIP.next_deadline(plain.state), RELATIONSHIP.next_deadline(rested.state)
        assert due is not None
        assert later == due + timedelta(days=30)
        plain.until(due)
        rested.until(later)
    assert rested.state.status is Status.CLOSED


def test_it_can_be_resumed_earlier() -> None:
    """Then the end moves by the shorter time."""
    life = story(active().do(pause(50), day(20)))
    life.when(ResumeRelationship(by=MENTEE), at=day(25)).then(
        RelationshipResumed(at=day(25), by=MENTEE, planned_end=day(END + 5))
    )
    life.when(ResumeRelationship(by="person-x"), at=day(25)).then_refused(NotAParty)
    story(active()).when(ResumeRelationship(by=MENTEE), at=day(25)).then_refused(NotPossibleNow)


@pytest.mark.parametrize("until", [20, 19, 20 + 91])
def test_a_pause_ends_in_time(until: int) -> None:
    """It ends ahead and within the longest pause."""
    story(active()).when(pause(until), at=day(20)).then_refused(PauseTooLong)


def test_any_status_after_acceptance_can_pause() -> None:
    """Leave does not wait for a signature; the relationship returns to where it was."""
    for life in (
        accepted(),
        met(),
        contracting(),
        held(active(), 30, 60, 90, 120, 150, 180, 210).until(day(240)),
    ):
        before, now = life.state.status, life.now
        life.do(pause(260 if before is Status.WINDING_UP else 40), max(now, day(7)))
        life.until(day(261 if before is Status.WINDING_UP else 40))
        assert life.state.status is before
    story(offered()).when(pause(40), at=day(7)).then_refused(NotPossibleNow)
    stranger = PauseRelationship(by="person-x", reason=PauseReason.OTHER, resume_on=day(40))
    story(active()).when(stranger, at=day(20)).then_refused(NotAParty)


def test_a_paused_relationship_can_end() -> None:
    """Nobody has to resume in order to stop."""
    life = story(active().do(pause(50), day(20)))
    ending = life.when(RequestClosure(by=MENTEE, reason=ClosureReason.NO_TIME), at=day(25))
    ending.then_types(ClosureRequested, ClosingStarted)


def winding_up() -> Life:
    """Return a relationship that is winding up on day 240."""
    return held(active(), 30, 58, 86, 114, 142, 170, 198, 226).until(day(240))


def test_winding_up_starts_six_weeks_before_the_end() -> None:
    """So that there is time to decide how to go on."""
    assert WindUpStarted(at=day(END - 42)) in winding_up().events


def test_an_extension_needs_everybody() -> None:
    """One asks, all others agree, and the end moves; there is no winding up yet."""
    asked = story(winding_up()).when(RequestExtension(person=MENTEE, until=day(END + 60)), at=day(240))
    one = asked.then(ExtensionRequested(at=day(240), by=MENTEE, until=day(END + 60)))
    one.when(AcceptExtension(person=MENTEE), at=day(241)).then_refused(AlreadyWillingToExtend)
    one.when(DeclineExtension(person=MENTEE), at=day(241)).then_types(ExtensionDeclined)
    again = RequestExtension(person=MENTOR, until=day(END + 10))
    one.when(again, at=day(241)).then_refused(ExtensionAlreadyRequested)
    extended = one.when(AcceptExtension(person=MENTOR), at=day(241)).then(
        ExtensionAccepted(at=day(241), person=MENTOR),
        RelationshipExtended(at=day(241), planned_end=day(END + 60)),
    )
    assert extended.state.status is Status.ACTIVE


def test_a_short_extension_goes_on_winding_up() -> None:
    """The new end is near as well."""
    life = winding_up().do(RequestExtension(person=MENTEE, until=day(END + 5)), day(260))
    life.do(AcceptExtension(person=MENTOR), day(261))
    assert life.state.status is Status.WINDING_UP
    assert life.until(day(END + 4)).state.status is Status.WINDING_UP
    assert life.until(day(END + 5)).state.status is Status.CLOSING


def test_a_declined_extension_leaves_the_end() -> None:
    """It can be asked for again."""
    life = winding_up().do(RequestExtension(person=MENTEE, until=day(END + 60)), day(240))
    declined = story(life).when(DeclineExtension(person=MENTOR), at=day(241))
    after = declined.then(ExtensionDeclined(at=day(241), person=MENTOR))
    assert after.state.planned_end == day(END)
    after.when(AcceptExtension(person=MENTOR), at=day(242)).then_refused(NoExtensionRequested)
    after.when(DeclineExtension(person=MENTOR), at=day(242)).then_refused(NoExtensionRequested)


def test_a_pause_moves_the_end_that_is_asked_for() -> None:
    """Who asked for two weeks more before a pause still asks for two weeks more after it."""
    life = held(active(), 30, 58, 86, 114, 142, 170, 198, 226).until(day(231))
    life.do(RequestExtension(person=MENTEE, until=day(END + 14)), day(231))
    life.do(pause(END + 40), day(240)).until(day(END + 40))
    rested = END + 40 - 240
    assert life.state.planned_end == day(END + rested)
    accepted_at = day(END + 41)
    extended = (
        story(life)
        .when(AcceptExtension(person=MENTOR), at=accepted_at)
        .then(
            ExtensionAccepted(at=accepted_at, person=MENTOR),
            RelationshipExtended(at=accepted_at, planned_end=day(END + 14 + rested)),
        )
    )
    assert extended.state.status in {Status.ACTIVE, Status.WINDING_UP}
    life.do(AcceptExtension(person=MENTOR), accepted_at).until(day(END + rested + 1))
    assert life.state.status is Status.WINDING_UP


@pytest.mark.parametrize("until", [END, END + 91])
def test_an_extension_has_a_limit(until: int) -> None:
    """It ends after the planned end and within the longest extension."""
    wish = RequestExtension(person=MENTEE, until=day(until))
    story(winding_up()).when(wish, at=day(240)).then_refused(ExtensionOutOfRange)


def test_members_ask_to_extend_while_it_runs() -> None:
    """Coordinators do not, and nobody before there is an agreement."""
    by_coordinator = RequestExtension(person=COORDINATOR, until=day(END + 10))
    story(winding_up()).when(by_coordinator, at=day(240)).then_refused(NotAMember)
    early = RequestExtension(person=MENTEE, until=day(END + 10))
    story(met()).when(early, at=day(6)).then_refused(NotPossibleNow)


def test_an_unanswered_extension_does_not_extend() -> None:
    """Silence is no consent: it ends as planned."""
    life = winding_up().do(RequestExtension(person=MENTEE, until=day(END + 60)), day(240)).until(day(END))
    assert life.state.status is Status.CLOSING


def test_a_reporting_line_between_members_is_decided_upon() -> None:
    """The neutral party waives it or closes; after 14 days the coordinator is told."""
    flag = FlagRoleConflict(persons=(MENTOR, MENTEE))
    flagged = story(active()).when(flag, at=day(20)).then_types(RoleConflictFlagged, HealthChanged)
    flagged.when(flag, at=day(21)).then_refused(RoleConflictAlreadyFlagged)
    waiver = ResolveRoleConflict(by=NEUTRAL, resolution=ConflictResolution.WAIVER)
    waived = flagged.when(waiver, at=day(21)).then_types(RoleConflictResolved, HealthChanged)
    waived.when(waiver, at=day(22)).then_refused(NoRoleConflict)
    close = ResolveRoleConflict(by=NEUTRAL, resolution=ConflictResolution.CLOSE)
    flagged.when(close, at=day(21)).then(
        RoleConflictResolved(at=day(21), by=NEUTRAL, resolution=ConflictResolution.CLOSE),
        ClosingStarted(at=day(21), reason=ClosureReason.REPORTING_LINE, outcome=Outcome.ROLE_CONFLICT),
    )
    by_member = ResolveRoleConflict(by=MENTEE, resolution=ConflictResolution.WAIVER)
    flagged.when(by_member, at=day(21)).then_refused(NotAParty)
    life = active().do(flag, day(20)).until(day(34))
    assert life.of(Escalated)[-1] == Escalated(
        at=day(34), about=About.ROLE_CONFLICT, recipient=Recipient.COORDINATOR, to=(COORDINATOR,)
    )


def test_a_reporting_line_runs_between_two_members() -> None:
    """Not from somebody to themselves, nor to strangers."""
    same = FlagRoleConflict(persons=(MENTOR, MENTOR))
    story(active()).when(same, at=day(20)).then_refused(TooFewMembers)
    stranger = FlagRoleConflict(persons=(MENTOR, "person-x"))
    story(active()).when(stranger, at=day(20)).then_refused(NotAMember)


def test_a_reporting_line_ends_an_offer_at_once() -> None:
    """Before anybody has met there is nothing to look back on."""
    life = offered().do(FlagRoleConflict(persons=(MENTOR, MENTEE)), day(1))
    close = ResolveRoleConflict(by=COORDINATOR, resolution=ConflictResolution.CLOSE)
    story(life).when(close, at=day(2)).then_types(RoleConflictResolved, RelationshipClosed)


def test_a_conflict_goes_with_the_member_it_is_about() -> None:
    """Who left the group reports to nobody in it."""
    life = active(CIRCLE).do(FlagRoleConflict(persons=(MENTEE, PEER)), day(20))
    life.do(RecordMemberLeft(person=PEER), day(21))
    assert life.state.role_conflict_since is None


@pytest.mark.parametrize(
    ("members", "person", "outcome"),
    [
        (PAIR, MENTOR, Outcome.MENTOR_LEFT),
        (PAIR, MENTEE, Outcome.MENTEE_LEFT),
        (PEERS, PEER, Outcome.PEER_LEFT),
        (CIRCLE, MENTOR, Outcome.MENTOR_LEFT),
    ],
)
def test_whoever_is_needed_ends_it_by_leaving(
    members: tuple[AgreementParty, ...], person: str, outcome: Outcome
) -> None:
    """The outcome says who left; those who stay look back."""
    life = active(members)
    story(life).when(RecordMemberLeft(person=person), at=day(20)).then(
        MemberLeft(at=day(20), person=person),
        ClosingStarted(at=day(20), reason=ClosureReason.MEMBER_LEFT, outcome=outcome),
    )


def test_a_group_goes_on_while_enough_remain() -> None:
    """A circle of a facilitator and two others loses one and goes on, then another and ends."""
    one = story(active(CIRCLE)).when(RecordMemberLeft(person=PEER), at=day(20)).then_types(MemberLeft)
    one.when(RecordMemberLeft(person=PEER), at=day(21)).then_refused(NotAMember)
    one.when(RecordMemberLeft(person=MENTEE), at=day(21)).then_types(MemberLeft, ClosingStarted)


def test_leaving_before_the_first_meeting_closes_at_once() -> None:
    """In every status, since nobody has anything to look back on."""
    for life in (offered(offer=False), offered(), accepted()):
        gone = story(life).when(RecordMemberLeft(person=MENTEE), at=day(2))
        gone.then_types(MemberLeft, RelationshipClosed)


def test_when_the_last_one_leaves_nobody_is_asked() -> None:
    """A relationship without members closes at once."""
    life = active().do(RecordMemberLeft(person=MENTOR), day(20))
    story(life).when(RecordMemberLeft(person=MENTEE), at=day(21)).then_types(MemberLeft, RelationshipClosed)


def test_a_member_who_wants_out_leaves_the_group() -> None:
    """One of many does not close the circle for the others."""
    command = RequestClosure(by=PEER, reason=ClosureReason.NO_TIME)
    life = story(active(CIRCLE)).when(command, at=day(20))
    life.then(MemberDeparted(at=day(20), person=PEER, reason=ClosureReason.NO_TIME))

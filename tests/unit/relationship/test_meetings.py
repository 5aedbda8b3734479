"""Meetings: booked, moved, cancelled, held, missed, and never taken for held."""

from datetime import timedelta

import pytest

from domain.relationship import Status
from domain.relationship.about import About, Recipient
from domain.relationship.agreement import AgreementParty
from domain.relationship.commands import (
    AcceptOffer,
    CancelMeeting,
    DeclineOffer,
    PauseRelationship,
    RecordMemberLeft,
    ReportMeetingHeld,
    ReportMeetingNotHeld,
    RequestClosure,
    RescheduleMeeting,
    ResumeRelationship,
    ScheduleMeeting,
)
from domain.relationship.events import (
    Escalated,
    HealthChanged,
    MeetingCancelled,
    MeetingHeld,
    MeetingNotHeld,
    MeetingRescheduled,
    MeetingScheduled,
    MeetingUnconfirmed,
    NoFaultConclusionOffered,
    ReminderSent,
)
from domain.relationship.reasons import CancellationReason, ClosureReason, DeclineReason, PauseReason
from domain.relationship.refusals import (
    MeetingAfterTheEnd,
    MeetingAlreadyKnown,
    MeetingAlreadySettled,
    MeetingBeforeAcceptance,
    MeetingNotAhead,
    MeetingNotYet,
    NotAMember,
    NotAParty,
    NotPossibleNow,
    TooFewCame,
    UnknownMeeting,
)
from domain.relationship.values import MeetingStatus
from domain.vocabulary import Health, Outcome, Role
from tests.kit.relationships import (
    CIRCLE,
    COORDINATOR,
    MENTEE,
    MENTOR,
    NEUTRAL,
    PEER,
    Life,
    accepted,
    active,
    day,
    offered,
    sealed,
    story,
)

HOUR = timedelta(hours=1)
CIRCLE_OF_FOUR = (*CIRCLE, AgreementParty(person="person-4", role=Role.MENTEE))


def booked(life: Life, on: float, meeting: str = "m1") -> Life:
    """Let the mentee book a meeting on a day, when they last acted."""
    return life.do(ScheduleMeeting(meeting=meeting, by=MENTEE, starts_at=day(on)), life.now)


def test_a_meeting_is_booked_for_the_usual_time() -> None:
    """Without a length it takes as long as the policies say."""
    command = ScheduleMeeting(meeting="m1", by=MENTEE, starts_at=day(5))
    story(accepted()).when(command, at=day(2)).then(
        MeetingScheduled(at=day(2), meeting="m1", by=MENTEE, starts_at=day(5), minutes=60)
    )


def test_a_meeting_is_booked_within_the_relationship() -> None:
    """It lies ahead, before the planned end, and has an identifier of its own."""
    life = story(booked(accepted(), 5))
    again = ScheduleMeeting(meeting="m1", by=MENTEE, starts_at=day(6))
    life.when(again, at=day(2)).then_refused(MeetingAlreadyKnown)
    past = ScheduleMeeting(meeting="m2", by=MENTEE, starts_at=day(2))
    life.when(past, at=day(2)).then_refused(MeetingNotAhead)
    late = ScheduleMeeting(meeting="m2", by=MENTEE, starts_at=day(300))
    life.when(late, at=day(2)).then_refused(MeetingAfterTheEnd)
    stranger = ScheduleMeeting(meeting="m2", by="person-x", starts_at=day(6))
    life.when(stranger, at=day(2)).then_refused(NotAParty)
    early = ScheduleMeeting(meeting="m2", by=MENTEE, starts_at=day(6))
    story(offered()).when(early, at=day(2)).then_refused(NotPossibleNow)


def test_a_meeting_is_moved_as_often_as_needed() -> None:
    """Each move has the next revision, by which calendars know the latest."""
    life = story(booked(accepted(), 5))
    moved = life.when(RescheduleMeeting(meeting="m1", by=MENTOR, starts_at=day(6)), at=day(2)).then(
        MeetingRescheduled(at=day(2), meeting="m1", by=MENTOR, starts_at=day(6), minutes=60, revision=1)
    )
    again = RescheduleMeeting(meeting="m1", by=MENTOR, starts_at=day(7), minutes=30)
    moved.when(again, at=day(2)).then(
        MeetingRescheduled(at=day(2), meeting="m1", by=MENTOR, starts_at=day(7), minutes=30, revision=2)
    )
    unknown = RescheduleMeeting(meeting="m2", by=MENTOR, starts_at=day(7))
    life.when(unknown, at=day(2)).then_refused(UnknownMeeting)


def test_a_cancelled_meeting_stays_cancelled() -> None:
    """It can neither be moved nor reported."""
    cancel = CancelMeeting(meeting="m1", by=MENTEE, reason=CancellationReason.MEMBER_PREVENTED)
    life = story(booked(accepted(), 5)).when(cancel, at=day(2))
    gone = life.then(
        MeetingCancelled(at=day(2), meeting="m1", by=MENTEE, reason=CancellationReason.MEMBER_PREVENTED)
    )
    for command in (
        cancel,
        RescheduleMeeting(meeting="m1", by=MENTOR, starts_at=day(7)),
        ReportMeetingHeld(meeting="m1", by=MENTOR),
        ReportMeetingNotHeld(meeting="m1", by=MENTOR),
    ):
        gone.when(command, at=day(6)).then_refused(MeetingAlreadySettled, status="cancelled")


def test_the_first_held_meeting_begins_the_chemistry() -> None:
    """Held means reported by somebody; who, what on and with whom missing is kept."""
    report = ReportMeetingHeld(meeting="m1", by=MENTOR, absent=(MENTEE,), layer=1, notes=sealed(MENTOR))
    after = (
        story(booked(accepted(CIRCLE), 5))
        .when(report, at=day(5) + HOUR)
        .then(
            MeetingHeld(
                at=day(5) + HOUR,
                meeting="m1",
                by=MENTOR,
                starts_at=day(5),
                minutes=60,
                absent=(MENTEE,),
                layer=1,
                notes=sealed(MENTOR),
            )
        )
    )
    assert after.state.status is Status.CHEMISTRY
    assert after.state.layers == {1: 1}


def test_a_meeting_that_was_not_booked_can_be_reported() -> None:
    """With its time; without, nobody knows which meeting is meant."""
    spontaneous = ReportMeetingHeld(meeting="new", by=MENTEE, starts_at=day(3), minutes=20)
    after = story(accepted()).when(spontaneous, at=day(4)).then_types(MeetingHeld)
    assert after.state.meetings[0].minutes == 20
    unknown = ReportMeetingHeld(meeting="new", by=MENTEE)
    story(accepted()).when(unknown, at=day(4)).then_refused(UnknownMeeting)
    missed = ReportMeetingNotHeld(meeting="new", by=MENTEE)
    story(accepted()).when(missed, at=day(4)).then_refused(UnknownMeeting)


def test_nothing_before_the_acceptance_is_a_meeting_of_the_relationship() -> None:
    """A slip in the year, or a talk before everybody accepted, does not move it on."""
    life = story(booked(accepted(), 5))
    slip = ReportMeetingHeld(meeting="new", by=MENTEE, starts_at=day(0.9))
    life.when(slip, at=day(6)).then_refused(MeetingBeforeAcceptance, accepted_at=day(1).isoformat())
    moved = ReportMeetingHeld(meeting="m1", by=MENTEE, starts_at=day(-365))
    life.when(moved, at=day(6)).then_refused(MeetingBeforeAcceptance)
    at_once = ReportMeetingHeld(meeting="new", by=MENTEE, starts_at=day(1))
    life.when(at_once, at=day(6)).then_types(MeetingHeld)


def test_a_meeting_takes_two() -> None:
    """With fewer of the members there it was not held; the way out is to report it so."""
    life = story(booked(accepted(), 5))
    for absent in ((MENTEE,), (MENTEE, MENTEE), (MENTOR, MENTEE)):
        alone = ReportMeetingHeld(meeting="m1", by=MENTOR, absent=absent)
        refusal = life.when(alone, at=day(6)).then_refused(TooFewCame)
        assert "as not held if it was booked" in str(refusal)
    circle = story(booked(accepted(CIRCLE), 5))
    one_missing = ReportMeetingHeld(meeting="m1", by=MENTOR, absent=(PEER,))
    circle.when(one_missing, at=day(6)).then_types(MeetingHeld)
    two_missing = ReportMeetingHeld(meeting="m1", by=MENTOR, absent=(PEER, MENTEE))
    circle.when(two_missing, at=day(6)).then_refused(TooFewCame)


def test_who_left_since_may_have_been_at_the_meeting() -> None:
    """A late report of a meeting is taken although fewer than two of those who were there remain."""
    life = booked(booked(active(CIRCLE), 12), 14, "m2").until(day(14) + HOUR)
    life.do(RecordMemberLeft(person=MENTOR), day(14) + HOUR)
    with_the_mentor = ReportMeetingHeld(meeting="m1", by=MENTEE, absent=(PEER,))
    story(life).when(with_the_mentor, at=day(15)).then_types(MeetingHeld)


def test_who_never_accepted_was_at_no_meeting() -> None:
    """Whoever declined does not make up for somebody missing; what was not booked cannot fail to be held."""
    life = offered(CIRCLE_OF_FOUR).do(DeclineOffer(person="person-4", reason=DeclineReason.NO_TIME), day(1))
    for person in (MENTOR, MENTEE, PEER):
        life.do(AcceptOffer(person=person), day(1))
    alone = ReportMeetingHeld(meeting="new", by=MENTOR, starts_at=day(2), absent=(MENTEE, PEER))
    refusal = story(life).when(alone, at=day(3)).then_refused(TooFewCame)
    assert "else leave it out" in str(refusal)
    not_booked = ReportMeetingNotHeld(meeting="new", by=MENTOR)
    story(life).when(not_booked, at=day(3)).then_refused(UnknownMeeting)


def test_nothing_is_reported_before_its_time() -> None:
    """A meeting ahead can be cancelled or moved, not reported."""
    life = story(booked(accepted(), 5))
    life.when(ReportMeetingHeld(meeting="m1", by=MENTEE), at=day(4)).then_refused(MeetingNotYet)
    life.when(ReportMeetingNotHeld(meeting="m1", by=MENTEE), at=day(4)).then_refused(MeetingNotYet)


def test_only_members_can_be_absent() -> None:
    """A report that names a stranger is refused."""
    life = story(booked(accepted(), 5))
    held = ReportMeetingHeld(meeting="m1", by=MENTEE, absent=("person-x",))
    life.when(held, at=day(6)).then_refused(NotAMember)
    missed = ReportMeetingNotHeld(meeting="m1", by=MENTEE, absent=("person-x",))
    life.when(missed, at=day(6)).then_refused(NotAMember)


def test_a_meeting_that_nobody_reports_is_unconfirmed() -> None:
    """The members are asked when it is over; after a day it counts as unconfirmed, never as held."""
    life = booked(accepted(), 5)
    asked = story(life).when_time_comes(day(5) + HOUR)
    waiting = asked.then(
        ReminderSent(
            at=day(5) + HOUR, about=About.MEETING_REPORT, number=1, to=(MENTOR, MENTEE), meeting="m1"
        )
    )
    after = waiting.when_time_comes(day(6) + HOUR).then(MeetingUnconfirmed(at=day(6) + HOUR, meeting="m1"))
    assert after.state.held == 0
    assert after.state.status is Status.ACCEPTED


def test_a_later_report_corrects_an_unconfirmed_meeting() -> None:
    """Either way: it was held, or it was not."""
    life = booked(accepted(), 5).until(day(8))
    held = (
        story(life).when(ReportMeetingHeld(meeting="m1", by=COORDINATOR), at=day(8)).then_types(MeetingHeld)
    )
    assert held.state.meetings[0].status is MeetingStatus.HELD
    story(life).when(ReportMeetingNotHeld(meeting="m1", by=MENTOR), at=day(8)).then_types(MeetingNotHeld)


def test_a_report_counts_once() -> None:
    """What was reported as held cannot be reported again."""
    life = booked(accepted(), 5).do(ReportMeetingHeld(meeting="m1", by=MENTEE), day(5.5))
    story(life).when(ReportMeetingHeld(meeting="m1", by=MENTOR), at=day(6)).then_refused(
        MeetingAlreadySettled
    )


def missed(life: Life, on: float) -> Life:
    """Let a meeting be booked and missed by the mentee."""
    booked(life, on, f"m-{on}")
    return life.do(ReportMeetingNotHeld(meeting=f"m-{on}", by=MENTOR, absent=(MENTEE,)), day(on) + HOUR)


def test_no_shows_climb_a_ladder() -> None:
    """First a nudge, then the neutral party, then the offer to conclude without fault."""
    life = missed(active(), 12)
    assert life.events[-2:] == [
        ReminderSent(at=day(12) + HOUR, about=About.NO_SHOW, number=1, to=(MENTOR, MENTEE)),
        HealthChanged(at=day(12) + HOUR, health=Health.WATCH, before=Health.TOO_EARLY, signs=("no_show",)),
    ]
    missed(life, 14)
    assert life.events[-2] == Escalated(
        at=day(14) + HOUR, about=About.NO_SHOW, recipient=Recipient.NEUTRAL_PARTY, to=(NEUTRAL,)
    )
    assert life.state.health is Health.AT_RISK
    missed(life, 16)
    assert life.events[-1] == NoFaultConclusionOffered(at=day(16) + HOUR, no_shows=3)


def test_a_held_meeting_starts_the_ladder_anew() -> None:
    """Whoever meets after all is not reminded of what was missed."""
    life = missed(missed(active(), 12), 14)
    life.do(ReportMeetingHeld(meeting="x", by=MENTEE, starts_at=day(15)), day(15) + HOUR)
    assert (life.state.no_shows, life.state.health) == (0, Health.ON_TRACK)
    assert About.NO_SHOW not in life.state.escalated


def test_a_meeting_that_nobody_is_blamed_for_is_no_no_show() -> None:
    """Without anybody absent, not meeting has no consequence."""
    life = booked(active(), 12)
    report = ReportMeetingNotHeld(meeting="m1", by=MENTOR)
    story(life).when(report, at=day(12.5)).then_types(MeetingNotHeld)


def test_no_show_while_ending_has_no_consequence() -> None:
    """Once closing began nobody is nudged any more."""
    life = booked(active(), 12).until(day(12) + HOUR)
    life.do(RequestClosure(by=MENTOR, reason=ClosureReason.NO_TIME), day(12) + HOUR)
    report = ReportMeetingNotHeld(meeting="m1", by=MENTOR, absent=(MENTEE,))
    story(life).when(report, at=day(12.5)).then_types(MeetingNotHeld)


def test_the_first_meeting_can_be_reported_during_a_pause() -> None:
    """The relationship then resumes into the chemistry, not into waiting for a first meeting."""
    life = booked(accepted(), 5).until(day(5) + HOUR)
    life.do(PauseRelationship(by=MENTEE, reason=PauseReason.LEAVE, resume_on=day(40)), day(5.5))
    life.do(ReportMeetingHeld(meeting="m1", by=MENTEE), day(6))
    assert life.state.pause is not None
    life.do(ResumeRelationship(by=MENTEE), day(7))
    assert life.state.status is Status.CHEMISTRY


def test_a_meeting_counts_by_when_it_was_held() -> None:
    """Held under the agreement and reported during a pause, the relationship was lived and is completed."""
    life = booked(active(), 12).until(day(12) + HOUR)
    life.do(PauseRelationship(by=MENTEE, reason=PauseReason.LEAVE, resume_on=day(40)), day(12.5))
    life.do(ReportMeetingHeld(meeting="m1", by=MENTEE), day(13))
    assert life.state.held_running == 1
    life.until(day(400))
    assert life.state.ending is not None
    assert life.state.ending.outcome is Outcome.COMPLETED


def test_a_meeting_before_the_agreement_is_not_held_under_it() -> None:
    """However late it is reported, it says nothing of a life under the agreement."""
    life = active()
    life.do(ReportMeetingHeld(meeting="late", by=MENTEE, starts_at=day(9)), day(12))
    assert life.state.held_running == 0
    life.do(ReportMeetingHeld(meeting="first-under-it", by=MENTEE, starts_at=day(10)), day(12))
    assert life.state.held_running == 1


@pytest.mark.parametrize("minutes", [4, 481])
def test_a_meeting_has_a_sensible_length(minutes: int) -> None:
    """Between five minutes and eight hours."""
    with pytest.raises(ValueError, match="minutes"):
        ScheduleMeeting(meeting="m", by=MENTOR, starts_at=day(3), minutes=minutes)

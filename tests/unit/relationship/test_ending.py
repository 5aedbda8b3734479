"""Closure: requested, looked back upon, in time, and what it is counted as."""

import pytest

from domain.relationship import Status
from domain.relationship.about import About
from domain.relationship.commands import (
    AcceptOffer,
    AnswerExitSurvey,
    PauseRelationship,
    RaiseConcern,
    RequestClosure,
    ScheduleMeeting,
    SetGoal,
    VoidRelationship,
)
from domain.relationship.events import (
    ClosingStarted,
    ClosureRequested,
    ExitSurveyAnswered,
    MeetingCancelled,
    RelationshipClosed,
    RelationshipVoided,
    ReminderSent,
)
from domain.relationship.reasons import CancellationReason, ClosureReason, PauseReason, VoidReason
from domain.relationship.refusals import AlreadyAnswered, NotAMember, NotAParty, NotPossibleNow, TooLateToVoid
from domain.vocabulary import Outcome
from tests.kit.relationships import (
    COORDINATOR,
    MENTEE,
    MENTOR,
    NEUTRAL,
    Life,
    accepted,
    active,
    day,
    held,
    met,
    offered,
    sealed,
    story,
)


def closing() -> Life:
    """Return a relationship that began to close on day 40."""
    return held(active(), 30).do(RequestClosure(by=MENTEE, reason=ClosureReason.NO_TIME), day(40))


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (ClosureReason.GOALS_ACHIEVED, Outcome.COMPLETED_EARLY),
        (ClosureReason.NOT_A_FIT, Outcome.NO_FAULT),
        (ClosureReason.NO_TIME, Outcome.NO_FAULT),
        (ClosureReason.ROLE_CHANGED, Outcome.NO_FAULT),
        (ClosureReason.NO_RESPONSE, Outcome.NO_FAULT),
        (ClosureReason.NO_LONGER_NEEDED, Outcome.NO_FAULT),
        (ClosureReason.NO_FAULT, Outcome.NO_FAULT),
        (ClosureReason.CONDUCT, Outcome.CONDUCT),
    ],
)
def test_closure_can_be_requested_for_a_reason(reason: ClosureReason, outcome: Outcome) -> None:
    """The class of the reason decides what it is counted as; no more need be said."""
    command = RequestClosure.model_validate({"by": MENTEE, "reason": reason, "note": sealed()})
    story(active()).when(command, at=day(40)).then(
        ClosureRequested(at=day(40), by=MENTEE, reason=reason, note=sealed()),
        ClosingStarted(at=day(40), reason=reason, outcome=outcome),
    )


def test_reasons_of_the_engine_cannot_be_requested() -> None:
    """Nobody asks for an end because a member left; that is recorded, not claimed."""
    with pytest.raises(ValueError, match="reason"):
        RequestClosure.model_validate({"by": MENTEE, "reason": "member_left"})


def test_goals_reached_while_winding_up_are_a_completion_on_time() -> None:
    """Also when the winding up is paused; before the first agreement none were set."""
    request = RequestClosure(by=MENTEE, reason=ClosureReason.GOALS_ACHIEVED)
    late = held(active(), 30, 60, 90, 120, 150, 180, 210).until(day(240))
    paused = held(active(), 30, 60, 90, 120, 150, 180, 210).until(day(240))
    paused.do(PauseRelationship(by=MENTEE, reason=PauseReason.OTHER, resume_on=day(250)), day(240))
    for life, outcome in ((late, Outcome.COMPLETED), (paused, Outcome.COMPLETED), (met(), Outcome.NO_FAULT)):
        ended = story(life).when(request, at=life.now).after()
        assert ended.state.ending is not None
        assert ended.state.ending.outcome is outcome


def test_meetings_ahead_are_cancelled() -> None:
    """They leave the calendars with the relationship."""
    life = active().do(ScheduleMeeting(meeting="m1", by=MENTEE, starts_at=day(50)), day(40))
    request = RequestClosure(by=COORDINATOR, reason=ClosureReason.NO_FAULT)
    story(life).when(request, at=day(40)).then(
        ClosureRequested(at=day(40), by=COORDINATOR, reason=ClosureReason.NO_FAULT),
        MeetingCancelled(at=day(40), meeting="m1", reason=CancellationReason.ENDED),
        ClosingStarted(at=day(40), reason=ClosureReason.NO_FAULT, outcome=Outcome.NO_FAULT),
    )


def test_who_never_met_closes_at_once() -> None:
    """There is nothing to look back on."""
    request = RequestClosure(by=MENTEE, reason=ClosureReason.NO_TIME)
    story(accepted()).when(request, at=day(2)).then_types(ClosureRequested, RelationshipClosed)


def test_closure_is_requested_by_parties_after_acceptance() -> None:
    """An offer is declined or withdrawn instead."""
    request = RequestClosure(by=MENTEE, reason=ClosureReason.NO_TIME)
    story(offered()).when(request, at=day(2)).then_refused(NotPossibleNow)
    stranger = RequestClosure(by="person-x", reason=ClosureReason.NO_TIME)
    story(active()).when(stranger, at=day(20)).then_refused(NotAParty)
    story(closing()).when(request, at=day(41)).then_refused(NotPossibleNow)


def test_the_exit_survey_is_answered_once_by_each_member() -> None:
    """The last answer closes the relationship."""
    answer = AnswerExitSurvey(
        person=MENTEE, score=4, goals_achieved=1, goals_set=2, text=sealed(), lesson=sealed(field="lesson")
    )
    half = story(closing()).when(answer, at=day(41))
    one = half.then(
        ExitSurveyAnswered(
            at=day(41),
            person=MENTEE,
            score=4,
            goals_achieved=1,
            goals_set=2,
            text=sealed(),
            lesson=sealed(field="lesson"),
        )
    )
    one.when(answer, at=day(42)).then_refused(AlreadyAnswered)
    assert one.when(RaiseConcern(person=MENTEE), at=day(42)).after().state.concern
    one.when(AnswerExitSurvey(person=NEUTRAL, score=4), at=day(42)).then_refused(NotAMember)
    one.when(AnswerExitSurvey(person=MENTOR, score=5), at=day(42)).then(
        ExitSurveyAnswered(at=day(42), person=MENTOR, score=5),
        RelationshipClosed(at=day(42), outcome=Outcome.NO_FAULT, reason=ClosureReason.NO_TIME),
    )
    story(active()).when(answer, at=day(20)).then_refused(NotPossibleNow)


def test_more_goals_are_not_achieved_than_were_set() -> None:
    """Such an answer cannot be read."""
    with pytest.raises(ValueError, match="more goals achieved than set"):
        AnswerExitSurvey(person=MENTEE, score=4, goals_achieved=2, goals_set=1)


def test_it_closes_in_time_though_nobody_answers() -> None:
    """After two reminders, on day 14; those who answered are not reminded."""
    life = closing().do(AnswerExitSurvey(person=MENTOR, score=5), day(44)).until(day(54))
    assert life.events[-4:] == [
        ReminderSent(at=day(43), about=About.EXIT_SURVEY, number=1, to=(MENTOR, MENTEE)),
        ExitSurveyAnswered(at=day(44), person=MENTOR, score=5),
        ReminderSent(at=day(47), about=About.EXIT_SURVEY, number=2, to=(MENTEE,)),
        RelationshipClosed(at=day(54), outcome=Outcome.NO_FAULT, reason=ClosureReason.NO_TIME),
    ]


def test_nothing_is_possible_once_closed() -> None:
    """Every command is refused, whoever sends it."""
    life = closing().until(day(60))
    assert life.state.status is Status.CLOSED
    for command in (
        AcceptOffer(person=MENTOR),
        SetGoal(goal="g", by=MENTEE, text=sealed()),
        AnswerExitSurvey(person=MENTEE, score=5),
        VoidRelationship(by=COORDINATOR, reason=VoidReason.DUPLICATE),
    ):
        story(life).when(command, at=day(61)).then_refused(NotPossibleNow, status="closed")


def test_a_mistake_is_undone_within_a_week_of_acceptance() -> None:
    """By the coordinator or the neutral party; later, closure is requested."""
    void = VoidRelationship(by=COORDINATOR, reason=VoidReason.WRONG_PERSON, note=sealed(COORDINATOR))
    for life in (offered(offer=False), offered(), accepted(), met()):
        story(life).when(void, at=day(8)).then(
            RelationshipVoided(
                at=day(8), by=COORDINATOR, reason=VoidReason.WRONG_PERSON, note=sealed(COORDINATOR)
            ),
            RelationshipClosed(at=day(8), outcome=Outcome.VOID, reason=ClosureReason.MISTAKE),
        )
    story(met()).when(void, at=day(8.1)).then_refused(TooLateToVoid)
    by_member = VoidRelationship(by=MENTEE, reason=VoidReason.DUPLICATE)
    story(offered()).when(by_member, at=day(2)).then_refused(NotAParty)

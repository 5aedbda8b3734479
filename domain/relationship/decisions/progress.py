"""Deciding on layers and goals, check-ins and reviews."""

from datetime import datetime
from typing import Final

from domain.event import Event
from domain.relationship.commands import (
    AchieveGoal,
    AnswerConcern,
    AnswerPulse,
    DropGoal,
    RaiseConcern,
    RecordLayer,
    RecordReview,
    SetGoal,
)
from domain.relationship.decisions.guards import Decide, require, require_members, require_party
from domain.relationship.events import (
    ConcernAnswered,
    ConcernRaised,
    GoalAchieved,
    GoalDropped,
    GoalSet,
    LayerRecorded,
    PulseAnswered,
    ReviewRecorded,
)
from domain.relationship.refusals import (
    AlreadyAnswered,
    ConcernAlreadyRaised,
    GoalAlreadyKnown,
    GoalAlreadySettled,
    NoConcernRaised,
    NoPulseOpen,
    UnknownGoal,
)
from domain.relationship.state import RUNNING, UNDER_WAY, State, Status
from domain.relationship.values import GoalStatus

WORKING: Final = UNDER_WAY - {Status.ACCEPTED}
"""They have met, and the end has not begun."""

REVIEWABLE: Final = UNDER_WAY | {Status.PAUSED, Status.CLOSING}
"""The neutral party can be turned to at any time between acceptance and the end."""


def _record_layer(state: State, command: RecordLayer, now: datetime) -> list[Event]:
    require(state, command, WORKING)
    require_members(state, command.by)
    return [LayerRecorded(at=now, by=command.by, work=command.work)]


def _set_goal(state: State, command: SetGoal, now: datetime) -> list[Event]:
    require(state, command, WORKING)
    require_members(state, command.by)
    if command.goal in state.goals:
        raise GoalAlreadyKnown(goal=command.goal)
    return [GoalSet(at=now, goal=command.goal, by=command.by, text=command.text, due=command.due)]


def _settle_goal(state: State, command: AchieveGoal | DropGoal) -> None:
    require(state, command, WORKING | {Status.CLOSING})
    require_members(state, command.by)
    status = state.goals.get(command.goal)
    if status is None:
        raise UnknownGoal(goal=command.goal)
    if status is not GoalStatus.OPEN:
        raise GoalAlreadySettled(goal=command.goal, status=status.value)


def _achieve_goal(state: State, command: AchieveGoal, now: datetime) -> list[Event]:
    _settle_goal(state, command)
    return [GoalAchieved(at=now, goal=command.goal, by=command.by, note=command.note)]


def _drop_goal(state: State, command: DropGoal, now: datetime) -> list[Event]:
    _settle_goal(state, command)
    return [GoalDropped(at=now, goal=command.goal, by=command.by, note=command.note)]


def _answer_pulse(state: State, command: AnswerPulse, now: datetime) -> list[Event]:
    require(state, command, RUNNING)
    require_members(state, command.person)
    pulse = state.pulse
    if pulse is None:
        raise NoPulseOpen
    if command.person in pulse.answers:
        raise AlreadyAnswered(person=command.person)
    return [
        PulseAnswered(
            at=now,
            person=command.person,
            number=pulse.number,
            score=command.score,
            comment=command.comment,
        )
    ]


def _raise_concern(state: State, command: RaiseConcern, now: datetime) -> list[Event]:
    require(state, command, REVIEWABLE)
    require_members(state, command.person)
    if state.concern is not None:
        raise ConcernAlreadyRaised
    return [ConcernRaised(at=now, person=command.person, note=command.note)]


def _answer_concern(state: State, command: AnswerConcern, now: datetime) -> list[Event]:
    require(state, command, REVIEWABLE)
    require_party(state, command.by, frozenset(state.neutral_parties))
    if state.concern is None:
        raise NoConcernRaised
    return [
        ConcernAnswered(
            at=now,
            by=command.by,
            person=state.concern.person,
            route=command.route,
            note=command.note,
        )
    ]


def _record_review(state: State, command: RecordReview, now: datetime) -> list[Event]:
    require(state, command, REVIEWABLE)
    require_party(state, command.by, frozenset(state.neutral_parties))
    return [
        ReviewRecorded(
            at=now,
            by=command.by,
            number=state.review.number if state.review else None,
            health=command.health,
            notes=command.notes,
            actions=command.actions,
            lesson=command.lesson,
        )
    ]


DECIDE: Final[dict[type, Decide]] = {
    RecordLayer: _record_layer,
    SetGoal: _set_goal,
    AchieveGoal: _achieve_goal,
    DropGoal: _drop_goal,
    AnswerPulse: _answer_pulse,
    RaiseConcern: _raise_concern,
    AnswerConcern: _answer_concern,
    RecordReview: _record_review,
}

"""Deciding on departures and the end."""

from datetime import datetime
from typing import Final

from domain.event import Event
from domain.relationship.commands import (
    AnswerExitSurvey,
    RecordMemberLeft,
    RequestClosure,
    VoidRelationship,
)
from domain.relationship.decisions.guards import Decide, officials, require, require_members, require_party
from domain.relationship.ending import OUTCOMES, cancel_ahead, end
from domain.relationship.events import (
    ClosureRequested,
    ExitSurveyAnswered,
    MemberDeparted,
    MemberLeft,
    RelationshipClosed,
    RelationshipVoided,
)
from domain.relationship.reasons import CancellationReason, ClosureReason
from domain.relationship.refusals import AlreadyAnswered, TooLateToVoid
from domain.relationship.state import OPEN, UNDER_WAY, State, Status


def _member_left(state: State, command: RecordMemberLeft, now: datetime) -> list[Event]:
    require(state, command, OPEN)
    require_members(state, command.person)
    return [MemberLeft(at=now, person=command.person)]


def _request_closure(state: State, command: RequestClosure, now: datetime) -> list[Event]:
    require(state, command, UNDER_WAY | {Status.PAUSED})
    require_party(state, command.by)
    if command.by in state.present and state.goes_on_without(command.by):
        return [MemberDeparted(at=now, person=command.by, reason=command.reason, note=command.note)]
    requested = ClosureRequested(at=now, by=command.by, reason=command.reason, note=command.note)
    return [requested, *end(state, command.reason, now)]


def _answer_exit_survey(state: State, command: AnswerExitSurvey, now: datetime) -> list[Event]:
    require(state, command, frozenset({Status.CLOSING}))
    require_members(state, command.person)
    if command.person in state.surveyed:
        raise AlreadyAnswered(person=command.person)
    return [
        ExitSurveyAnswered(
            at=now,
            person=command.person,
            score=command.score,
            goals_achieved=command.goals_achieved,
            goals_set=command.goals_set,
            text=command.text,
            lesson=command.lesson,
        )
    ]


def _void(state: State, command: VoidRelationship, now: datetime) -> list[Event]:
    require(state, command, OPEN)
    require_party(state, command.by, officials(state))
    if state.accepted_at is not None and now > (until := state.accepted_at + state.policies.void_within):
        raise TooLateToVoid(until=until.isoformat())
    reason = ClosureReason.MISTAKE
    return [
        RelationshipVoided(at=now, by=command.by, reason=command.reason, note=command.note),
        *cancel_ahead(state, now, CancellationReason.ENDED),
        RelationshipClosed(at=now, outcome=OUTCOMES[reason], reason=reason),
    ]


DECIDE: Final[dict[type, Decide]] = {
    RecordMemberLeft: _member_left,
    RequestClosure: _request_closure,
    AnswerExitSurvey: _answer_exit_survey,
    VoidRelationship: _void,
}

"""Deciding on pauses, extensions and reporting lines."""

from datetime import datetime
from typing import Final

from domain.event import Event
from domain.relationship.commands import (
    AcceptExtension,
    DeclineExtension,
    FlagRoleConflict,
    PauseRelationship,
    RequestExtension,
    ResolveRoleConflict,
    ResumeRelationship,
)
from domain.relationship.decisions.guards import Decide, officials, require, require_members, require_party
from domain.relationship.ending import cancel_ahead, end
from domain.relationship.events import (
    ExtensionAccepted,
    ExtensionDeclined,
    ExtensionRequested,
    RelationshipPaused,
    RoleConflictFlagged,
    RoleConflictResolved,
)
from domain.relationship.pausing import resume
from domain.relationship.reasons import CancellationReason, ClosureReason, ConflictResolution
from domain.relationship.refusals import (
    AlreadyWillingToExtend,
    ExtensionAlreadyRequested,
    ExtensionOutOfRange,
    NoExtensionRequested,
    NoRoleConflict,
    PauseTooLong,
    RoleConflictAlreadyFlagged,
    TooFewMembers,
)
from domain.relationship.state import OPEN, RUNNING, UNDER_WAY, State, Status
from domain.relationship.values import Extension


def _pause(state: State, command: PauseRelationship, now: datetime) -> list[Event]:
    require(state, command, UNDER_WAY)
    require_party(state, command.by)
    latest = now + state.policies.pause_at_most
    if not now < command.resume_on <= latest:
        raise PauseTooLong(resume_on=command.resume_on.isoformat(), latest=latest.isoformat())
    return [
        *cancel_ahead(state, now, CancellationReason.PAUSED, until=command.resume_on),
        RelationshipPaused(
            at=now,
            by=command.by,
            reason=command.reason,
            resume_on=command.resume_on,
            note=command.note,
        ),
    ]


def _resume(state: State, command: ResumeRelationship, now: datetime) -> list[Event]:
    require(state, command, frozenset({Status.PAUSED}))
    require_party(state, command.by)
    return resume(state, now, command.by)


def _request_extension(state: State, command: RequestExtension, now: datetime) -> list[Event]:
    require(state, command, RUNNING)
    require_members(state, command.person)
    if state.extension is not None:
        raise ExtensionAlreadyRequested(until=state.extension.until.isoformat())
    latest = state.end + state.policies.extension_at_most
    if not state.end < command.until <= latest:
        raise ExtensionOutOfRange(
            until=command.until.isoformat(), end=state.end.isoformat(), latest=latest.isoformat()
        )
    return [ExtensionRequested(at=now, by=command.person, until=command.until)]


def _extension(state: State, command: AcceptExtension | DeclineExtension) -> Extension:
    require(state, command, RUNNING)
    require_members(state, command.person)
    if state.extension is None:
        raise NoExtensionRequested
    return state.extension


def _accept_extension(state: State, command: AcceptExtension, now: datetime) -> list[Event]:
    if command.person in _extension(state, command).accepted:
        raise AlreadyWillingToExtend(person=command.person)
    return [ExtensionAccepted(at=now, person=command.person)]


def _decline_extension(state: State, command: DeclineExtension, now: datetime) -> list[Event]:
    _extension(state, command)
    return [ExtensionDeclined(at=now, person=command.person)]


def _flag_conflict(state: State, command: FlagRoleConflict, now: datetime) -> list[Event]:
    require(state, command, OPEN - {Status.CLOSING})
    require_members(state, *command.persons)
    if len(set(command.persons)) < 2:  # noqa: PLR2004 - a line runs between two
        raise TooFewMembers(persons=", ".join(command.persons))
    if state.role_conflict_since is not None:
        raise RoleConflictAlreadyFlagged
    return [RoleConflictFlagged(at=now, persons=command.persons)]


def _resolve_conflict(state: State, command: ResolveRoleConflict, now: datetime) -> list[Event]:
    require(state, command, OPEN - {Status.CLOSING})
    require_party(state, command.by, officials(state))
    if state.role_conflict_since is None:
        raise NoRoleConflict
    resolved = RoleConflictResolved(at=now, by=command.by, resolution=command.resolution, note=command.note)
    if command.resolution is ConflictResolution.WAIVER:
        return [resolved]
    return [resolved, *end(state, ClosureReason.REPORTING_LINE, now)]


DECIDE: Final[dict[type, Decide]] = {
    PauseRelationship: _pause,
    ResumeRelationship: _resume,
    RequestExtension: _request_extension,
    AcceptExtension: _accept_extension,
    DeclineExtension: _decline_extension,
    FlagRoleConflict: _flag_conflict,
    ResolveRoleConflict: _resolve_conflict,
}

"""What may happen to an application."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from domain.application import commands as c
from domain.application import errors
from domain.application import events as e
from domain.application.state import ApplicationState
from domain.application.values import ApplicationStatus as Status
from domain.application.values import Profile
from domain.command import Command
from domain.errors import FactsMissing
from domain.event import Event

_UNMATCHED = (Status.APPLIED, Status.SELECTED, Status.TRAINED, Status.WAITING_LISTED)
_IN_TRAINING = (Status.SELECTED, Status.WAITING_LISTED)
_MATCHABLE = (Status.TRAINED, Status.WAITING_LISTED, Status.MATCHED)


def _apply(state: ApplicationState, command: c.Apply, _: datetime) -> list[Event]:
    if command.facts is None:
        raise FactsMissing(command=command.kind)
    if state.status not in {Status.NONE, Status.WITHDRAWN}:
        raise errors.AlreadyApplied(person=command.person, role=command.role)
    facts = command.facts
    if not facts.recruiting:
        raise errors.RecruitmentClosed
    if facts.erased:
        raise errors.ApplicantErased(person=command.person)
    if not facts.employed:
        raise errors.ApplicantNotEmployed(person=command.person)
    if command.role not in facts.roles:
        raise errors.RoleNotInTrack(track=command.track, role=command.role, roles=_words(facts.roles))
    if command.profile.capacity > facts.capacity_at_most:
        raise errors.CapacityTooHigh(capacity=command.profile.capacity, at_most=facts.capacity_at_most)
    _check_preferences(command.person, command.profile)
    return [
        e.ApplicationSubmitted(
            cycle=command.cycle,
            person=command.person,
            role=command.role,
            track=command.track,
            profile=command.profile,
            dimensions=facts.dimensions,
            mandatory_modules=facts.mandatory_modules,
        )
    ]


def _amend(state: ApplicationState, command: c.AmendApplication, _: datetime) -> list[Event]:
    _require(state, "amended", *_UNMATCHED, Status.MATCHED)
    if command.profile.capacity < len(state.relationships):
        raise errors.CapacityBelowMatches(capacity=command.profile.capacity, matches=len(state.relationships))
    _check_preferences(state.person, command.profile)
    return [] if command.profile == state.profile else [e.ApplicationAmended(profile=command.profile)]


def _select(state: ApplicationState, command: c.SelectApplicant, _: datetime) -> list[Event]:
    _require(state, "selected", Status.APPLIED)
    missing = sorted(set(state.dimensions) - set(command.scores))
    unknown = sorted(set(command.scores) - set(state.dimensions))
    if missing or unknown:
        raise errors.ScoresIncomplete(
            missing=_words(missing), unknown=_words(unknown), dimensions=_words(state.dimensions)
        )
    covered = tuple(module for module in state.missing_modules if module in command.valid_modules)
    events: list[Event] = [
        e.ApplicantSelected(scores=command.scores, completed_modules=covered, by=command.by)
    ]
    if set(state.missing_modules) == set(covered):
        events.append(e.ApplicantTrained(modules=state.mandatory_modules))
    return events


def _decline(state: ApplicationState, command: c.DeclineApplicant, _: datetime) -> list[Event]:
    _require(state, "declined", *_UNMATCHED)
    return [e.ApplicantDeclined(reason=command.reason, text=command.text, by=command.by)]


def _complete_module(state: ApplicationState, command: c.CompleteModule, now: datetime) -> list[Event]:
    _require(state, "trained", *_UNMATCHED, Status.MATCHED)
    if command.completed_on > now.date():
        raise errors.ModuleInFuture(module=command.module, completed_on=command.completed_on)
    if command.module in state.completed_modules:
        return []
    events: list[Event] = [e.ModuleCompleted(module=command.module, completed_on=command.completed_on)]
    if state.status in _IN_TRAINING and set(state.missing_modules) == {command.module}:
        events.append(e.ApplicantTrained(modules=state.mandatory_modules))
    return events


def _waive_training(state: ApplicationState, command: c.WaiveTraining, _: datetime) -> list[Event]:
    _require(state, "matched without training", *_IN_TRAINING)
    if not state.missing_modules:
        raise errors.NothingToWaive(person=state.person)
    waived = e.TrainingWaived(modules=state.missing_modules, reason=command.reason, by=command.by)
    return [waived, e.ApplicantTrained(modules=state.mandatory_modules)]


def _withdraw(state: ApplicationState, command: c.WithdrawApplication, _: datetime) -> list[Event]:
    if state.relationships:
        raise errors.StillMatched(person=state.person, count=len(state.relationships))
    _require(state, "withdrawn", *_UNMATCHED, Status.MATCHED)
    return [e.ApplicationWithdrawn(reason=command.reason, text=command.text)]


def _match(state: ApplicationState, command: c.RecordMatch, _: datetime) -> list[Event]:
    if command.relationship in state.relationships:
        return []
    _require(state, "matched", *_MATCHABLE)
    if state.missing_modules:
        raise errors.NotTrained(person=state.person, missing=_words(state.missing_modules))
    if len(state.relationships) >= state.profile.capacity:
        raise errors.CapacityTaken(person=state.person, capacity=state.profile.capacity)
    return [e.ApplicantMatched(match_run=command.match_run, relationship=command.relationship)]


def _wait(state: ApplicationState, command: c.PlaceOnWaitingList, _: datetime) -> list[Event]:
    _require(state, "put on the waiting list", Status.SELECTED, Status.TRAINED, Status.WAITING_LISTED)
    if (state.constraint, state.exclusion) == (command.constraint, command.exclusion):
        return []
    return [
        e.ApplicantWaitListed(
            match_run=command.match_run, constraint=command.constraint, exclusion=command.exclusion
        )
    ]


def _release(state: ApplicationState, command: c.ReleaseApplicant, _: datetime) -> list[Event]:
    if command.relationship not in state.relationships:
        raise errors.NotTheirRelationship(relationship=command.relationship, person=state.person)
    return [
        e.ApplicantReleased(
            relationship=command.relationship, outcome=command.outcome, rematch=command.rematch
        )
    ]


_DECISIONS: Final[Mapping[type[Command], Callable[[ApplicationState, Any, datetime], list[Event]]]] = {
    c.Apply: _apply,
    c.AmendApplication: _amend,
    c.SelectApplicant: _select,
    c.DeclineApplicant: _decline,
    c.CompleteModule: _complete_module,
    c.WaiveTraining: _waive_training,
    c.WithdrawApplication: _withdraw,
    c.RecordMatch: _match,
    c.PlaceOnWaitingList: _wait,
    c.ReleaseApplicant: _release,
}


def decide(state: ApplicationState, command: c.ApplicationCommand, now: datetime) -> list[Event]:
    """Return what a command causes; repeating what is already recorded causes nothing.

    Raises:
        Refused: One of `domain.application.errors`.
    """
    if state.status is Status.NONE and not isinstance(command, c.Apply):
        raise errors.NoApplication
    return _DECISIONS[type(command)](state, command, now)


def _require(state: ApplicationState, wish: str, *possible: Status) -> None:
    if state.status not in possible:
        raise errors.WrongApplicationStatus(status=state.status, wish=wish, possible=_words(possible))


def _check_preferences(person: str, profile: Profile) -> None:
    ranked = profile.preferences.ranked
    for other in ranked:
        if other == person or other in profile.preferences.avoid or ranked.count(other) > 1:
            raise errors.ContradictoryPreferences(person=other)


def _words(items: Iterable[str]) -> str:
    return ", ".join(items) or "none"

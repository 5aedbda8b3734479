"""How each event changes what is known about a person."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.event import Event
from domain.person import events as e
from domain.person.state import PersonState
from domain.person.values import Employment, Training


def _registered(_: PersonState, event: e.PersonRegistered) -> PersonState:
    return PersonState(**dict(event))


def _facts(state: PersonState, event: Event) -> PersonState:
    return state.model_copy(update=dict(event))


def _promoted(state: PersonState, event: e.PersonPromoted) -> PersonState:
    return state.model_copy(update={"level": event.level})


def _line_manager(state: PersonState, event: e.LineManagerChanged) -> PersonState:
    return state.model_copy(update={"line_manager": event.line_manager})


def _employment(state: PersonState, event: e.EmploymentChanged) -> PersonState:
    return state.model_copy(update={"employment": event.employment})


def _left(state: PersonState, event: e.PersonLeft) -> PersonState:
    return state.model_copy(update={"last_day": event.last_day})


def _rehired(state: PersonState, event: e.PersonRehired) -> PersonState:
    called_off = state.last_day is not None and event.rehired_on <= state.last_day
    employment = state.employment if called_off else Employment.EMPLOYED
    return state.model_copy(update={"last_day": None, "employment": employment})


def _availability(state: PersonState, event: e.AvailabilityChanged) -> PersonState:
    return state.model_copy(update={"availability": event.availability, "available_until": event.until})


def _training(state: PersonState, event: e.TrainingRecorded) -> PersonState:
    return state.model_copy(update={"trainings": state.trainings | {event.module: Training(**dict(event))}})


def _excluded(state: PersonState, event: e.ExclusionDeclared) -> PersonState:
    return state.model_copy(update={"exclusions": state.exclusions | {event.other: event.reason}})


def _readmitted(state: PersonState, event: e.ExclusionWithdrawn) -> PersonState:
    remaining = {other: reason for other, reason in state.exclusions.items() if other != event.other}
    return state.model_copy(update={"exclusions": remaining})


def _erased(state: PersonState, _: e.PersonalDataErased) -> PersonState:
    return state.model_copy(update={"name": None, "email": None, "erased": True})


_CHANGES: Final[Mapping[type[Event], Callable[[PersonState, Any], PersonState]]] = {
    e.PersonRegistered: _registered,
    e.PersonFactsChanged: _facts,
    e.ContactChanged: _facts,
    e.LineManagerChanged: _line_manager,
    e.EmploymentChanged: _employment,
    e.PersonPromoted: _promoted,
    e.PersonLeft: _left,
    e.PersonRehired: _rehired,
    e.AvailabilityChanged: _availability,
    e.TrainingRecorded: _training,
    e.ExclusionDeclared: _excluded,
    e.ExclusionWithdrawn: _readmitted,
    e.PersonalDataErased: _erased,
}


def evolve(state: PersonState, event: Event) -> PersonState:
    """Return the state after an event; unknown events change nothing."""
    change = _CHANGES.get(type(event))
    return state if change is None else change(state, event)

"""How each event changes an application."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.application import events as e
from domain.application.state import ApplicationState
from domain.application.values import ApplicationStatus
from domain.event import Event


def _submitted(state: ApplicationState, event: e.ApplicationSubmitted) -> ApplicationState:
    done = state.completed_modules
    return ApplicationState(status=ApplicationStatus.APPLIED, completed_modules=done, **dict(event))


def _amended(state: ApplicationState, event: e.ApplicationAmended) -> ApplicationState:
    return state.model_copy(update={"profile": event.profile})


def _selected(state: ApplicationState, event: e.ApplicantSelected) -> ApplicationState:
    completed = (*state.completed_modules, *event.completed_modules)
    changes = {"scores": dict(event.scores), "completed_modules": completed}
    return state.model_copy(update={"status": ApplicationStatus.SELECTED, **changes})


def _declined(state: ApplicationState, _: e.ApplicantDeclined) -> ApplicationState:
    return state.model_copy(update={"status": ApplicationStatus.DECLINED})


def _module_completed(state: ApplicationState, event: e.ModuleCompleted) -> ApplicationState:
    return state.model_copy(update={"completed_modules": (*state.completed_modules, event.module)})


def _trained(state: ApplicationState, _: e.ApplicantTrained) -> ApplicationState:
    if state.status is not ApplicationStatus.SELECTED:
        return state
    return state.model_copy(update={"status": ApplicationStatus.TRAINED})


def _training_waived(state: ApplicationState, event: e.TrainingWaived) -> ApplicationState:
    return state.model_copy(update={"completed_modules": (*state.completed_modules, *event.modules)})


def _withdrawn(state: ApplicationState, _: e.ApplicationWithdrawn) -> ApplicationState:
    return state.model_copy(update={"status": ApplicationStatus.WITHDRAWN})


def _matched(state: ApplicationState, event: e.ApplicantMatched) -> ApplicationState:
    relationships = (*state.relationships, event.relationship)
    changes = {"relationships": relationships, "constraint": None, "exclusion": None, "priority": False}
    return state.model_copy(update={"status": ApplicationStatus.MATCHED, **changes})


def _waiting_listed(state: ApplicationState, event: e.ApplicantWaitListed) -> ApplicationState:
    changes = {"constraint": event.constraint, "exclusion": event.exclusion}
    return state.model_copy(update={"status": ApplicationStatus.WAITING_LISTED, **changes})


def _released(state: ApplicationState, event: e.ApplicantReleased) -> ApplicationState:
    remaining = tuple(one for one in state.relationships if one != event.relationship)
    waits = event.rematch and not remaining
    status = ApplicationStatus.WAITING_LISTED if waits else state.status
    return state.model_copy(update={"relationships": remaining, "status": status, "priority": event.rematch})


_CHANGES: Final[Mapping[type[Event], Callable[[ApplicationState, Any], ApplicationState]]] = {
    e.ApplicationSubmitted: _submitted,
    e.ApplicationAmended: _amended,
    e.ApplicantSelected: _selected,
    e.ApplicantDeclined: _declined,
    e.ModuleCompleted: _module_completed,
    e.ApplicantTrained: _trained,
    e.TrainingWaived: _training_waived,
    e.ApplicationWithdrawn: _withdrawn,
    e.ApplicantMatched: _matched,
    e.ApplicantWaitListed: _waiting_listed,
    e.ApplicantReleased: _released,
}


def evolve(state: ApplicationState, event: Event) -> ApplicationState:
    """Return the state after an event; unknown events change nothing."""
    change = _CHANGES.get(type(event))
    return state if change is None else change(state, event)

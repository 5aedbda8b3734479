"""How each event changes a cycle."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from domain.cycle import events as e
from domain.cycle.phase import Phase
from domain.cycle.state import CycleState
from domain.event import Event

Change = Callable[[CycleState, Any], CycleState]


def _enter(state: CycleState, phase: Phase, at: datetime, **changes: object) -> CycleState:
    return state.model_copy(update={"phase": phase, "since": at, "reminders": 0, **changes})


def _enters(phase: Phase) -> Change:
    def change(state: CycleState, event: e.CycleEvent) -> CycleState:
        return _enter(state, phase, event.at)

    return change


def _drafted(state: CycleState, event: e.CycleDrafted) -> CycleState:
    fields = {name: value for name, value in event if name != "at"}
    return _enter(state, Phase.DRAFT, event.at, **fields)


def _rescheduled(state: CycleState, event: e.CycleRescheduled) -> CycleState:
    return state.model_copy(update={"plan": event.plan, "reminders": 0})


def _handed_over(state: CycleState, event: e.CycleHandedOver) -> CycleState:
    people = {
        "coordinator": event.coordinator,
        "sponsor": event.sponsor,
        "neutral_parties": event.neutral_parties,
    }
    return state.model_copy(update=people)


def _launched(state: CycleState, event: e.MatchesPublished) -> CycleState:
    return _enter(state, Phase.LAUNCHED, event.at, plan=event.plan, match_runs=event.match_runs)


def _relationships_started(state: CycleState, event: e.RelationshipsStarted) -> CycleState:
    return state.model_copy(
        update={
            "pages": event.page,
            "started": state.started + event.count,
            "all_started": state.all_started or event.last,
        }
    )


def _accepted(state: CycleState, _: e.RelationshipAccepted) -> CycleState:
    return state.model_copy(update={"accepted": state.accepted + 1})


def _ended(state: CycleState, event: e.RelationshipEnded) -> CycleState:
    count = state.outcomes.get(event.outcome, 0) + 1
    return state.model_copy(update={"outcomes": state.outcomes | {event.outcome: count}})


def _reminded(state: CycleState, _: e.PhaseReminded) -> CycleState:
    return state.model_copy(update={"reminders": 1})


def _overdue(state: CycleState, _: e.PhaseOverdue) -> CycleState:
    return state.model_copy(update={"reminders": 2})


def _suspended(state: CycleState, event: e.CycleSuspended) -> CycleState:
    changes = {"phase": Phase.SUSPENDED, "resumes_to": state.phase, "since": event.at}
    return state.model_copy(update=changes)


def _resumed(state: CycleState, event: e.CycleResumed) -> CycleState:
    changes = {"phase": state.resumes_to or state.phase, "resumes_to": None, "since": event.at}
    return state.model_copy(update={"plan": event.plan, **changes})


def _cancelled(state: CycleState, event: e.CycleCancelled) -> CycleState:
    return _enter(state, Phase.CANCELLED, event.at, resumes_to=None)


_CHANGES: Final[Mapping[type[Event], Change]] = {
    e.CycleDrafted: _drafted,
    e.CycleApproved: _enters(Phase.APPROVED),
    e.CycleRescheduled: _rescheduled,
    e.CycleHandedOver: _handed_over,
    e.RecruitmentOpened: _enters(Phase.RECRUITING),
    e.SelectionOpened: _enters(Phase.SELECTING),
    e.TrainingOpened: _enters(Phase.TRAINING),
    e.PoolFrozen: _enters(Phase.MATCHING),
    e.MatchesPublished: _launched,
    e.RelationshipsStarted: _relationships_started,
    e.RelationshipAccepted: _accepted,
    e.RelationshipEnded: _ended,
    e.CycleStarted: _enters(Phase.RUNNING),
    e.WindingUpStarted: _enters(Phase.WINDING_UP),
    e.CycleClosed: _enters(Phase.CLOSED),
    e.EvaluationPublished: _enters(Phase.EVALUATED),
    e.PhaseReminded: _reminded,
    e.PhaseOverdue: _overdue,
    e.CycleSuspended: _suspended,
    e.CycleResumed: _resumed,
    e.CycleCancelled: _cancelled,
}


def evolve(state: CycleState, event: Event) -> CycleState:
    """Return the state after an event; unknown events change nothing."""
    change = _CHANGES.get(type(event))
    return state if change is None else change(state, event)

"""What the engine does by itself when a date of the cycle comes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.cycle import events as e
from domain.cycle.decide import settled
from domain.cycle.evolve import evolve
from domain.cycle.phase import BEFORE_LAUNCH, Phase
from domain.cycle.state import CycleState
from domain.event import Event

_AWAITED: Final = (*BEFORE_LAUNCH, Phase.WINDING_UP, Phase.CLOSED)
"""The phases that somebody has to end; being late is told twice."""

_REMINDED, _ESCALATED = 1, 2


@dataclass(frozen=True)
class Due:
    """What happens next by itself.

    Attributes:
        at: When.
        then: What it is, in words.
        event: Makes the event, given the moment at which it is carried out.
    """

    at: datetime
    then: str
    event: Callable[[datetime], Event]


def next_due(state: CycleState) -> Due | None:
    """Return what happens next by itself, or None."""
    if state.phase is Phase.LAUNCHED:
        return Due(state.plan.running_at, "counts as running", lambda at: _started(state, at))
    if state.phase is Phase.RUNNING:
        return Due(state.plan.winding_up_at, "starts winding up", lambda at: _winding_up(state, at))
    if state.phase in _AWAITED:
        return _lateness(state)
    return None


def _lateness(state: CycleState) -> Due | None:
    """Remind when the planned end comes, and tell the sponsor too when it is well past.

    A phase that was entered after its planned end is not reminded at once: only the second rung is left,
    as long after its beginning as after a date.
    """
    due_at, phase = phase_due(state), state.phase
    if state.reminders < _REMINDED and state.since < due_at:
        return Due(due_at, "reminds", lambda at: e.PhaseReminded(phase=phase, due_at=due_at, at=at))
    if state.reminders < _ESCALATED:
        return Due(
            max(due_at, state.since) + state.policies.overdue_after,
            "escalates to the coordinator and the sponsor",
            lambda at: e.PhaseOverdue(phase=phase, due_at=due_at, at=at),
        )
    return None


def phase_due(state: CycleState) -> datetime:
    """Return when the present phase is planned to be over."""
    if state.phase is Phase.CLOSED:
        return state.since + state.policies.evaluating
    return state.plan.end_of(state.phase)


def _started(state: CycleState, at: datetime) -> Event:
    return e.CycleStarted(relationships=state.started, unanswered=state.unanswered, at=at)


def _winding_up(state: CycleState, at: datetime) -> Event:
    return e.WindingUpStarted(by=None, open_relationships=state.open_relationships, at=at)


def next_deadline(state: CycleState) -> datetime | None:
    """Return when the cycle next acts by itself, or None."""
    due = next_due(state)
    return None if due is None else due.at


def on_deadline(state: CycleState, now: datetime) -> list[Event]:
    """Return everything that has fallen due, in order; afterwards the next deadline lies ahead."""
    events: list[Event] = []
    while (due := next_due(state)) is not None and due.at <= now:
        new = settled(state, [due.event(now)], now)
        for event in new:
            state = evolve(state, event)
        events += new
    return events

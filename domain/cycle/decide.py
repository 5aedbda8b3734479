"""What may happen to a cycle."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from domain.command import Command
from domain.cycle import commands as c
from domain.cycle import errors, planning, preparing, running, stopping
from domain.cycle.evolve import evolve
from domain.cycle.phase import Phase
from domain.cycle.state import CycleState
from domain.event import Event

_DECISIONS: Final[Mapping[type[Command], Callable[[CycleState, Any, datetime], list[Event]]]] = {
    c.DraftCycle: planning.draft,
    c.ApproveCycle: planning.approve,
    c.RescheduleCycle: planning.reschedule,
    c.HandOverCycle: planning.hand_over,
    c.OpenRecruitment: preparing.open_recruitment,
    c.OpenSelection: preparing.open_selection,
    c.OpenTraining: preparing.open_training,
    c.FreezePool: preparing.freeze_pool,
    c.PublishMatches: preparing.publish_matches,
    c.RecordRelationshipsStarted: running.record_started,
    c.RecordRelationshipAccepted: running.record_accepted,
    c.RecordRelationshipEnded: running.record_ended,
    c.StartWindingUp: running.start_winding_up,
    c.PublishEvaluation: running.publish_evaluation,
    c.SuspendCycle: stopping.suspend,
    c.ResumeCycle: stopping.resume,
    c.CancelCycle: stopping.cancel,
}


def decide(state: CycleState, command: c.CycleCommand, now: datetime) -> list[Event]:
    """Return what a command causes, with everything that follows from it at once.

    Raises:
        Refused: One of `domain.cycle.errors`.
    """
    if state.phase is Phase.NONE and not isinstance(command, c.DraftCycle):
        raise errors.NoCycle
    return settled(state, _DECISIONS[type(command)](state, command, now), now)


def settled(state: CycleState, events: list[Event], now: datetime) -> list[Event]:
    """Add what follows from some new events, until nothing more does."""
    settled_events: list[Event] = []
    while events:
        for event in events:
            state = evolve(state, event)
        settled_events += events
        events = running.consequences(state, now)
    return settled_events

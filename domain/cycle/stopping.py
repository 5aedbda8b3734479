"""The sponsor's decisions to suspend, resume and cancel a cycle."""

from datetime import datetime

from domain.cycle import commands as c
from domain.cycle import events as e
from domain.cycle.phase import STOPPABLE, Phase
from domain.cycle.requirements import require_phase, require_sponsor
from domain.cycle.state import CycleState
from domain.event import Event


def suspend(state: CycleState, command: c.SuspendCycle, now: datetime) -> list[Event]:
    """Stop the clock."""
    require_phase(state, "be suspended", *STOPPABLE)
    require_sponsor(state, command.by)
    return [e.CycleSuspended(by=command.by, reason=command.reason, text=command.text, at=now)]


def resume(state: CycleState, command: c.ResumeCycle, now: datetime) -> list[Event]:
    """Let the clock go on; every date still ahead moves by the time it stood."""
    require_phase(state, "be resumed", Phase.SUSPENDED)
    require_sponsor(state, command.by)
    return [e.CycleResumed(by=command.by, plan=state.plan.delayed(state.since, now - state.since), at=now)]


def cancel(state: CycleState, command: c.CancelCycle, now: datetime) -> list[Event]:
    """Give the cycle up."""
    require_phase(state, "be cancelled", *STOPPABLE, Phase.SUSPENDED)
    require_sponsor(state, command.by)
    return [
        e.CycleCancelled(
            by=command.by,
            reason=command.reason,
            text=command.text,
            open_relationships=state.open_relationships,
            at=now,
        )
    ]

"""For whom and what a cycle waits."""

from datetime import datetime

from domain.cycle.deadlines import next_due
from domain.cycle.phase import Phase
from domain.cycle.state import CycleState
from domain.waiting import Waiting

_WHAT = {
    Phase.DRAFT: "the sponsor's approval",
    Phase.APPROVED: "the coordinator to open recruitment",
    Phase.RECRUITING: "applications, and the coordinator to open selection",
    Phase.SELECTING: "decisions on applications, and the coordinator to open training",
    Phase.TRAINING: "mandatory training, and the coordinator to freeze the pool",
    Phase.MATCHING: "approved match runs, and the coordinator to publish them",
    Phase.CLOSED: "the coordinator to publish the evaluation",
    Phase.SUSPENDED: "the sponsor to resume or cancel the cycle",
}


def waiting_on(state: CycleState, now: datetime) -> Waiting | None:
    """Return what the cycle waits for, who can act, and what happens if nobody does."""
    del now  # a wait says since when; how long that is, is the reader's arithmetic
    if is_over(state) or state.phase is Phase.NONE:
        return None
    due = next_due(state)
    return Waiting(
        what=_what(state),
        who=_who(state),
        since=state.since,
        reminders=state.reminders,
        then=None if due is None else due.then,
        at=None if due is None else due.at,
    )


def is_over(state: CycleState) -> bool:
    """Return whether nothing can happen any more: evaluated, or cancelled with every relationship ended.

    A launch that a cancellation cuts off has relationships until all are counted.
    """
    counted = state.all_started or not state.match_runs
    return state.phase is Phase.EVALUATED or (
        state.phase is Phase.CANCELLED and counted and not state.open_relationships
    )


def _what(state: CycleState) -> str:
    number = f"{state.open_relationships} of {state.started} relationships"
    match state.phase:
        case Phase.LAUNCHED if not state.all_started:
            return f"the engine to start every relationship ({state.started} so far)"
        case Phase.LAUNCHED:
            return f"answers to {state.unanswered} of {state.started} offers"
        case Phase.RUNNING:
            return f"{number} to take their course"
        case Phase.WINDING_UP | Phase.CANCELLED:
            return f"{number} to end"
        case _:
            return _WHAT[state.phase]


def _who(state: CycleState) -> tuple[str, ...]:
    match state.phase:
        case Phase.LAUNCHED if not state.all_started:
            return ("engine",)
        case Phase.DRAFT | Phase.SUSPENDED:
            return (state.sponsor,)
        case Phase.LAUNCHED | Phase.RUNNING:
            return ("members",)
        case Phase.WINDING_UP:
            return ("members", state.coordinator)
        case _:
            return (state.coordinator,)

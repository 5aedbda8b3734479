"""Cycles: the dated runs of programmes, where each stands and when it acts next."""

from typing import Final

from domain.cycle import CYCLE, EVENTS, CycleState
from domain.cycle.state import NO_CYCLE
from projections.aggregate_fold import AggregateFold
from projections.fold import FoldProjection, LogEvent


def _columns(cycle: CycleState, _: LogEvent) -> dict[str, object]:
    return {
        "programme": cycle.programme,
        "programme_version": cycle.programme_version,
        "name": cycle.name,
        "phase": cycle.phase,
        "launch_at": cycle.plan.launch_at,
        "ends_at": cycle.plan.ends_at,
        "next_deadline": CYCLE.next_deadline(cycle),
    }


CYCLES: Final = FoldProjection(
    name="cycles",
    tables=("cycles",),
    types=tuple(event.type for event in EVENTS),
    fold=AggregateFold("cycles", NO_CYCLE, CYCLE.evolve, _columns),
)
"""Keeps ``read.cycles``."""

"""A cycle: one dated run of a programme, from its draft to its evaluation."""

from typing import Final

from domain.aggregate import TimedAggregate
from domain.cycle.commands import GUARDED_KINDS, CycleCommand
from domain.cycle.deadlines import next_deadline, on_deadline
from domain.cycle.decide import decide
from domain.cycle.events import EVENTS
from domain.cycle.evolve import evolve
from domain.cycle.facts import CycleFacts, MatchRunFacts, TrackFacts
from domain.cycle.phase import Phase
from domain.cycle.pinning import application_facts, draft_cycle
from domain.cycle.state import NO_CYCLE, CycleState
from domain.cycle.stream import cycle_stream
from domain.cycle.waits import is_over, waiting_on

__all__ = [
    "CYCLE",
    "EVENTS",
    "GUARDED_KINDS",
    "CycleCommand",
    "CycleFacts",
    "CycleState",
    "MatchRunFacts",
    "Phase",
    "TrackFacts",
    "application_facts",
    "cycle_stream",
    "draft_cycle",
]

CYCLE: Final = TimedAggregate[CycleState, CycleCommand](
    category="cycle",
    initial=lambda: NO_CYCLE,
    decide=decide,
    evolve=evolve,
    events=EVENTS,
    next_deadline=next_deadline,
    on_deadline=on_deadline,
    waiting_on=waiting_on,
    is_over=is_over,
)
"""How a cycle is decided, and what it does when its dates come."""

"""Match run: frozen inputs, proposals that explain themselves, a person's approval, publication."""

from domain.aggregate import Aggregate
from domain.match_run.commands import MatchRunCommand
from domain.match_run.decide import decide
from domain.match_run.events import EVENTS
from domain.match_run.publication import relationship_stream
from domain.match_run.state import MatchRunState, evolve, initial
from domain.match_run.stream import match_run_stream

MATCH_RUN: Aggregate[MatchRunState, MatchRunCommand] = Aggregate(
    category="match_run", initial=initial, decide=decide, evolve=evolve, events=EVENTS
)

__all__ = [
    "EVENTS",
    "MATCH_RUN",
    "MatchRunCommand",
    "MatchRunState",
    "match_run_stream",
    "relationship_stream",
]

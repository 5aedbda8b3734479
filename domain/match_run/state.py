"""A match run as its history adds up."""

from typing import Literal

from domain.envelope import Actor
from domain.event import Event
from domain.match_run.constraint import Unmatched
from domain.match_run.errors import RunNotStarted
from domain.match_run.events import (
    MatchesProposed,
    MatchRunApproved,
    MatchRunDiscarded,
    MatchRunPublished,
    MatchRunStarted,
    ProposalsOverridden,
)
from domain.match_run.inputs import MatchInputs
from domain.match_run.proposal import Proposal
from domain.match_run.report import RunReport
from domain.values import Value

Status = Literal["new", "started", "proposed", "approved", "published", "discarded"]


class MatchRunState(Value):
    """What a match run knows.

    Attributes:
        status: How far it is.
        inputs: Frozen when it started.
        inputs_digest: Of the inputs.
        cycle: Stream of the cycle.
        number: Number of the run in that cycle and track.
        report: Of the solver, from the proposals on.
        proposals: As they stand, overrides included.
        unmatched: Without a match when the solver answered.
        score_lost: By all overrides together.
        approved_by: Who approved it.
    """

    status: Status = "new"
    inputs: MatchInputs | None = None
    inputs_digest: str = ""
    cycle: str = ""
    number: int = 0
    report: RunReport | None = None
    proposals: tuple[Proposal, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    score_lost: int = 0
    approved_by: Actor | None = None

    @property
    def run(self) -> str:
        """Stream of the run; empty before it starts."""
        return self.inputs.run if self.inputs else ""

    def frozen(self) -> MatchInputs:
        """Return the inputs, as the solver takes them.

        Raises:
            RunNotStarted: there are none yet.
        """
        if self.inputs is None:
            raise RunNotStarted
        return self.inputs


def initial() -> MatchRunState:
    """Return the run before anything happened."""
    return MatchRunState()


def evolve(state: MatchRunState, event: Event) -> MatchRunState:
    """Return the run after an event."""
    match event:
        case MatchRunStarted():
            return _started(state, event)
        case MatchesProposed():
            update = {
                "status": "proposed",
                "report": event.report,
                "proposals": state.proposals + event.proposals,
                "unmatched": state.unmatched + event.unmatched,
            }
        case ProposalsOverridden():
            kept = [each for each in state.proposals if each not in event.removed]
            update = {
                "proposals": in_order((*kept, *event.added)),
                "score_lost": state.score_lost + event.score_lost,
            }
        case MatchRunApproved():
            update = {"status": "approved", "approved_by": event.by}
        case MatchRunPublished():
            update = {"status": "published"}
        case MatchRunDiscarded():
            update = {"status": "discarded"}
        case _:
            return state
    return state.model_copy(update=update)


def in_order(proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
    """Sort proposals by their people."""
    return tuple(sorted(proposals, key=lambda each: each.people))


def _started(state: MatchRunState, event: MatchRunStarted) -> MatchRunState:
    earlier = state.inputs.candidates if state.inputs else ()
    inputs = event.inputs.model_copy(update={"candidates": earlier + event.inputs.candidates})
    return state.model_copy(
        update={
            "status": "started",
            "inputs": inputs,
            "inputs_digest": event.inputs_digest,
            "cycle": event.cycle,
            "number": event.number,
        }
    )

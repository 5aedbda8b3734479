"""A match run as its history adds up."""

from typing import Literal

from domain.envelope import Actor
from domain.event import Event
from domain.match_run.candidate import Candidate
from domain.match_run.events import (
    MatchesProposed,
    MatchRunApproved,
    MatchRunDiscarded,
    MatchRunPublished,
    MatchRunStarted,
    ProposalsOverridden,
)
from domain.match_run.inputs import MatchInputs, Pin
from domain.match_run.result import Proposal, RunReport, Unmatched
from domain.match_run.rules import MatchingRules
from domain.values import Value
from domain.vocabulary import Model

Status = Literal["new", "started", "proposed", "approved", "published", "discarded"]


class MatchRunState(Value):
    """What a match run knows.

    Attributes:
        status: How far it is.
        run: Its stream.
        cycle: Stream of the cycle.
        track: Code of the track.
        number: Number of the run in that cycle and track.
        model: How the track structures mentoring.
        rules: See `MatchInputs`.
        rules_version: See `MatchInputs`.
        seed: See `MatchInputs`.
        pins: See `MatchInputs`.
        inputs_digest: Of the frozen inputs.
        candidates: The pool.
        report: Of the solver, from the proposals on.
        proposals: As they stand, overrides included.
        unmatched: Without a match when the solver answered.
        score_lost: By all overrides together.
        approved_by: Who approved it.
    """

    status: Status = "new"
    run: str = ""
    cycle: str = ""
    track: str = ""
    number: int = 0
    model: Model = Model.EXPERT_NOVICE
    rules: MatchingRules = MatchingRules()
    rules_version: int = 1
    seed: int = 0
    pins: tuple[Pin, ...] = ()
    inputs_digest: str = ""
    candidates: tuple[Candidate, ...] = ()
    report: RunReport | None = None
    proposals: tuple[Proposal, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    score_lost: int = 0
    approved_by: Actor | None = None

    def inputs(self) -> MatchInputs:
        """Return the frozen inputs, as the solver takes them."""
        return MatchInputs(
            run=self.run,
            track=self.track,
            model=self.model,
            candidates=self.candidates,
            rules=self.rules,
            rules_version=self.rules_version,
            seed=self.seed,
            pins=self.pins,
        )


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
    facts = {name: getattr(event, name) for name in MatchRunStarted.model_fields}
    facts = {name: fact for name, fact in facts.items() if name in MatchRunState.model_fields}
    candidates = state.candidates + event.candidates
    return state.model_copy(update={**facts, "status": "started", "candidates": candidates})

"""Match runs: what each found, what people changed in it, and who was left without a match."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from domain.envelope import Actor
from domain.event import Event
from domain.match_run import EVENTS
from domain.match_run.constraint import Unmatched
from domain.match_run.events import (
    MatchesProposed,
    MatchRunApproved,
    MatchRunDiscarded,
    MatchRunPublished,
    MatchRunStarted,
    ProposalsOverridden,
)
from domain.match_run.proposal import Proposal
from domain.match_run.report import RunReport
from domain.match_run.state import Status
from domain.values import Value
from projections.aggregate_fold import AggregateFold
from projections.fold import FoldProjection, LogEvent


class RunSummary(Value):
    """A match run without its pool and its proposals.

    Attributes:
        cycle: Stream of the cycle.
        track: Code of the track.
        number: Number of the run in that cycle and track.
        status: How far it is.
        candidates: How many people (in a role) the pool holds.
        report: The solver's figures, once it answered; without later overrides.
        relationships: How many the proposals would start, overrides included.
        placed: How many proposals each person (``role person``) is in.
        unmatched: How many people were left, by what was in their way; final when published.
        overrides: How often a coordinator departed from the proposals.
        score_lost: Total score lost by that.
        approved_by: The person who approved it; None when nobody did, or no person.
    """

    cycle: str = ""
    track: str = ""
    number: int = 0
    status: Status = "new"
    candidates: int = 0
    report: RunReport | None = None
    relationships: int = 0
    placed: dict[str, int] = {}  # noqa: RUF012 - pydantic copies the default
    unmatched: dict[str, int] = {}  # noqa: RUF012 - pydantic copies the default
    overrides: int = 0
    score_lost: int = 0
    approved_by: str | None = None


def evolve(run: RunSummary, event: Event) -> RunSummary:
    """Return the summary after an event."""
    match event:
        case MatchRunStarted():
            changes: dict[str, object] = {
                "cycle": event.cycle,
                "track": event.inputs.track,
                "number": event.number,
                "status": "started",
                "candidates": run.candidates + len(event.inputs.candidates),
            }
        case MatchesProposed():
            first = event.page == 1
            changes = {
                "status": "proposed",
                "report": event.report,
                "relationships": run.relationships + len(event.proposals),
                "placed": _placed(run, event.proposals, ()),
                "unmatched": _counted({} if first else run.unmatched, event.unmatched),
            }
        case ProposalsOverridden():
            changes = {
                "relationships": run.relationships + len(event.added) - len(event.removed),
                "placed": _placed(run, event.added, event.removed),
                "overrides": run.overrides + 1,
                "score_lost": run.score_lost + event.score_lost,
            }
        case MatchRunApproved():
            changes = {"status": "approved", "approved_by": _person(event.by)}
        case MatchRunPublished():
            first = event.page == 1
            unmatched = _counted({} if first else run.unmatched, event.unmatched)
            changes = {"status": "published", "unmatched": unmatched}
        case MatchRunDiscarded():
            changes = {"status": "discarded"}
        case _:
            return run
    return run.model_copy(update=changes)


def _placed(run: RunSummary, added: Iterable[Proposal], removed: Iterable[Proposal]) -> dict[str, int]:
    places = Counter(run.placed)
    places.update(f"{member.role} {member.person}" for each in added for member in each.members)
    places.subtract(f"{member.role} {member.person}" for each in removed for member in each.members)
    return {who: number for who, number in places.items() if number}


def _counted(counts: dict[str, int], people: Iterable[Unmatched]) -> dict[str, int]:
    return dict(Counter(counts) + Counter(each.constraint.code.value for each in people))


def _person(actor: Actor) -> str | None:
    """Return the person behind an act; the engine and services are none."""
    return actor.on_behalf_of or (None if actor.type in ("service", "engine") else actor.id)


def _columns(run: RunSummary, _: LogEvent) -> dict[str, object]:
    return {
        "cycle": run.cycle,
        "track": run.track,
        "number": run.number,
        "status": run.status,
        "approved_by": run.approved_by,
        "relationships": run.relationships,
        "candidates": run.candidates,
        "unmatched_people": run.candidates - len(run.placed),
    }


MATCH_RUNS: Final = FoldProjection(
    name="match_runs",
    tables=("match_runs",),
    types=tuple(event.type for event in EVENTS),
    fold=AggregateFold("match_runs", RunSummary(), evolve, _columns),
)
"""Keeps ``read.match_runs``."""

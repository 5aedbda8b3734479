"""How good the matches of a cycle are, and what kept people from having one."""

from domain.match_run.report import RunReport
from domain.match_run.state import Status
from domain.values import Value
from projections.connection import Connection
from projections.read_models.match_runs import RunSummary
from projections.statement import ask


class MatchQuality(Value):
    """One match run.

    Attributes:
        match_run: Its stream.
        track: The code of the track.
        number: Number of the run in that cycle and track.
        status: How far it is.
        report: The solver's figures (coverage, mean, fifth percentile, lowest score), once it answered.
        candidates: How many people, each in a role, were in the pool.
        unmatched: How many of them were left without a match.
        unmatched_because: By what was in their way.
        relationships: How many it starts, overrides included.
        overrides: How often a coordinator departed from the proposals.
        score_lost: Total score lost by that.
        approved_by: The person who approved it.
    """

    match_run: str
    track: str
    number: int
    status: Status
    report: RunReport | None
    candidates: int
    unmatched: int
    unmatched_because: dict[str, int]
    relationships: int
    overrides: int
    score_lost: int
    approved_by: str | None


def match_quality(connection: Connection, cycle: str) -> list[MatchQuality]:
    """Return every match run of a cycle, ordered by track and number."""
    return [_quality(row) for row in ask(connection, "list_match_runs", cycle=cycle)]


def _quality(row: dict[str, str]) -> MatchQuality:
    run = RunSummary.model_validate_json(row["folded"])
    return MatchQuality(
        match_run=row["stream"],
        track=run.track,
        number=run.number,
        status=run.status,
        report=run.report,
        candidates=run.candidates,
        unmatched=run.candidates - len(run.placed),
        unmatched_because=run.unmatched,
        relationships=run.relationships,
        overrides=run.overrides,
        score_lost=run.score_lost,
        approved_by=run.approved_by,
    )

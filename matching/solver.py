"""One run from frozen inputs to a result; a pure function."""

from domain.match_run.inputs import MatchInputs
from domain.match_run.result import MatchResult
from matching.constraints import unmatched
from matching.explain import proposals
from matching.report import report
from matching.scoring import score
from matching.shortages import shortages
from matching.solution import find


def run(inputs: MatchInputs) -> MatchResult:
    """Match a pool. See `matching.solve`."""
    pool = score(inputs)
    solution = find(pool)
    scarce = shortages(pool)
    found = proposals(pool, solution)
    return MatchResult(
        proposals=found,
        unmatched=unmatched(pool, solution, scarce),
        report=report(pool, solution, found, scarce),
    )

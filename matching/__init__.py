"""Who could meet whom: scoring and solvers. Compute only, no input or output."""

from domain.match_run.inputs import MatchInputs
from domain.match_run.result import MatchResult

__all__ = ["solve"]


def solve(inputs: MatchInputs) -> MatchResult:
    """Match a pool.

    First the pins that no hard rule forbids, then coverage or quality as the rules say, then the highest
    total score; equal totals are decided by a hash of run, seed and people. The same inputs, in whatever
    order they come, give the same result to the byte. Pure; a pool of a hundred takes a fraction of a second.

    Raises:
        SolverFailed: the flow solver gave up; no known input makes it.
    """
    from matching.solver import run  # noqa: PLC0415 - numpy and the solvers load with the first run, not before

    return run(inputs)

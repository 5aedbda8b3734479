"""Who could meet whom: scoring and solvers. Compute only, no input or output.

numpy and the solvers load with the first call, not with the import.
"""

# ruff: noqa: PLC0415 - the imports inside the functions are what keeps the start of a process light

from collections.abc import Sequence

from domain.match_run.inputs import MatchInputs
from domain.match_run.proposal import Assessment, WhyNot
from domain.match_run.result import MatchResult

__all__ = ["assess", "solve", "why_not"]


def solve(inputs: MatchInputs) -> MatchResult:
    """Match a pool.

    First the pins that no hard rule forbids, then coverage or quality as the rules say, then the highest
    total score; equal totals are decided by a hash of run, seed and people. The same inputs, in whatever
    order they come, give the same result to the byte. Pure; a pool of a hundred takes a fraction of a second.

    Raises:
        SolverFailed: the flow solver gave up; no known input makes it.
    """
    from matching.solver import run

    return run(inputs)


def assess(inputs: MatchInputs, leader: str, members: Sequence[str]) -> Assessment:
    """Say what a match of given people would be worth, and what forbids it: what an override carries.

    Args:
        inputs: The frozen inputs of the run.
        leader: The mentor or facilitator; of two peers either one.
        members: The mentee, the other peer, or the members of a group.

    Raises:
        NotInThePool: somebody is not a candidate in that part.
    """
    from matching import why

    return why.assess(inputs, leader, members)


def why_not(inputs: MatchInputs, leader: str, member: str) -> WhyNot:
    """Say why a run did not put two people together: the rules against it, or what it would have cost.

    The cost is found by solving again with the two pinned, so it takes as long as two runs.

    Raises:
        NotInThePool: somebody is not a candidate in that part.
    """
    from matching import why

    return why.why_not(inputs, leader, member)

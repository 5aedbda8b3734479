"""Which pairs a solver gets to see: the best of each person, and as many more as coverage needs."""

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np

from domain.programme.catalogue import Objective
from matching.columns import Column
from matching.scoring import Mask, Pool, Table

WIDENING: Final = 4

Pairs = list[tuple[int, int]]
"""Positions of seeker and leader (for peers: of both, the smaller first), sorted."""

Solver = Callable[[Mask], Pairs]


def widening(
    pool: Pool, allowed: Mask, leader_places: Column, solve: Solver, *, most: int, best: int
) -> Pairs:
    """Solve with the best edges of each person, and with more of them while that could match more people.

    Args:
        pool: The scored pool.
        allowed: Which pairs may be proposed.
        leader_places: How many partners each leader can get.
        solve: Solves for the edges it is given.
        most: How many pairs there can be at most.
        best: How many edges of each person to begin with.
    """
    for edges in _ever_more(pool.pair, allowed, best):
        pairs = solve(edges)
        if len(pairs) == most or edges.sum() == allowed.sum():
            break
        quality = pool.inputs.rules.objective == Objective.QUALITY
        if quality and not _free(pool, allowed, leader_places, pairs).any():
            break
    return pairs


def _free(pool: Pool, allowed: Mask, leader_places: Column, pairs: Pairs) -> Mask:
    """Return the pairs of people who both still have a place."""
    seeker_left, leader_left = np.ones(len(allowed), dtype=np.int64), leader_places.copy()
    for seeker, leader in pairs + [(b, a) for a, b in pairs if pool.peers]:
        seeker_left[seeker] -= 1
        leader_left[leader] -= 1
    free: Mask = allowed & (seeker_left > 0)[:, np.newaxis] & (leader_left > 0)[np.newaxis, :]
    return free


def gains(pool: Pool) -> Table:
    """Return what each pair adds to the objective; always above zero where it is allowed."""
    if pool.inputs.rules.objective == Objective.COVERAGE:
        return pool.pair
    return pool.pair - np.int16(pool.inputs.rules.minimum_score * 100 - 1)


def _ever_more(pair: Table, allowed: Mask, keep: int) -> Iterator[Mask]:
    while keep < max(allowed.shape):
        yield _best(pair, allowed, keep) | _best(pair.T, allowed.T, keep).T
        keep *= WIDENING
    yield allowed


def _best(pair: Table, allowed: Mask, keep: int) -> Mask:
    """Keep the best so many of each row; of equals the first in canonical order."""
    if keep >= allowed.shape[1]:
        return allowed
    ranked = np.argsort(np.where(allowed, -pair, 1), axis=1, kind="stable")[:, :keep]
    kept = np.zeros_like(allowed)
    np.put_along_axis(kept, ranked, values=True, axis=1)
    return kept & allowed

"""Pairs who would both rather have each other: what a run gives up for the good of the whole."""

import numpy as np

from matching.partners import Partners
from matching.scoring import Pool
from matching.solution import Solution

NOBODY = -1
"""Worse than every score: everybody would rather have somebody than nobody."""


def blocking_pairs(pool: Pool, solution: Solution) -> int:
    """Count the pairs who are not matched, are allowed, and both like each other better than what they got.

    For a leader with a free place anybody is better than nobody; for one without, the least liked of their
    partners counts.
    """
    partners = Partners.among(solution.pairs, peers=pool.peers)
    has = np.full(len(pool.seekers), NOBODY, dtype=np.int64)
    for seeker, leaders in partners.of_seeker.items():
        has[seeker] = min(int(pool.outward[seeker, leader]) for leader in leaders)
    least = np.full(len(pool.leaders), NOBODY, dtype=np.int64)
    for leader, seekers in partners.of_leader.items():
        if len(seekers) >= pool.leader_places[leader]:
            least[leader] = min(int(pool.inward[seeker, leader]) for seeker in seekers)
    blocking = pool.allowed & (pool.outward > has[:, np.newaxis]) & (pool.inward > least[np.newaxis, :])
    for pair in solution.pairs:
        blocking[pair] = False
    return int(blocking.sum()) // (2 if pool.peers else 1)

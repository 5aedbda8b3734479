"""Peers: a maximum-weight matching in one pool."""

from typing import Final

import networkx as nx
import numpy as np

from domain.programme.catalogue import Objective
from matching.columns import Column
from matching.edges import Pairs, gains, widening
from matching.scoring import Mask, Pool
from matching.ties import Worth

BEST: Final = 20
"""Edges of each person that the solver sees at first; it takes far longer with more, and gains 0.2 %."""

EXACT: Final = 2**256
"""No ceiling that matters: the solver calculates with Python's integers."""


def best_pairing(pool: Pool, allowed: Mask, seeker_places: Column) -> Pairs:
    """Choose the best set of pairs in which nobody is twice.

    Coverage, quality and ties as in `matching.flow.best_flow`.
    """
    free = seeker_places > 0
    usable = allowed & free[:, np.newaxis] & free[np.newaxis, :]
    most = int(usable.any(axis=1).sum()) // 2
    if most == 0:
        return []
    return widening(pool, usable, seeker_places, lambda edges: _solve(pool, edges), most=most, best=BEST)


def _solve(pool: Pool, edges: Mask) -> Pairs:
    people = pool.seekers.people
    worth = Worth(pool.inputs, pairs=len(people), ceiling=EXACT)
    gain = gains(pool)
    graph = nx.Graph()
    for i, j in zip(*(axis.tolist() for axis in np.nonzero(np.triu(edges | edges.T, k=1))), strict=True):
        graph.add_edge(i, j, weight=worth.of(int(gain[i, j]), people[i].person, people[j].person))
    coverage = pool.inputs.rules.objective == Objective.COVERAGE
    pairs = nx.max_weight_matching(graph, maxcardinality=coverage)
    return sorted((min(pair), max(pair)) for pair in pairs)

"""Mentors and mentees: a minimum-cost flow, which knows capacities by nature and is exact."""

from typing import Final

import numpy as np
from ortools.graph.python import min_cost_flow

from domain.errors import MentoringError
from domain.programme.catalogue import Objective
from matching.columns import Column
from matching.edges import Pairs, gains, widening
from matching.scoring import Mask, Pool
from matching.ties import Worth

BEST: Final = 50
"""Edges of each person that the solver sees at first; on random pools this loses at most 0.02 %."""

LARGEST: Final = 2**62
"""The solver multiplies costs by the number of nodes inside 64 bits; below this nothing overflows."""


class SolverFailed(MentoringError):
    """The flow solver ended with {status} on {edges} edges. Report it with the digest of the inputs."""


def best_flow(pool: Pool, allowed: Mask, seeker_places: Column, leader_places: Column) -> Pairs:
    """Choose the best set of pairs within everybody's places.

    Coverage first: as many seekers as possible, then the highest total. Quality first: the highest total
    of what each pair has above the minimum score. Equal totals are decided by hash.

    Args:
        pool: The scored pool.
        allowed: Which pairs may be proposed.
        seeker_places: How many partners each seeker can still get, 0 or 1.
        leader_places: How many partners each leader can still get.
    """
    usable = allowed & (seeker_places[:, np.newaxis] > 0) & (leader_places[np.newaxis, :] > 0)
    most = min(int(usable.any(axis=1).sum()), int(leader_places[usable.any(axis=0)].sum()))
    if most == 0:
        return []
    return widening(
        pool, usable, leader_places, lambda edges: _solve(pool, edges, leader_places), most=most, best=BEST
    )


def _solve(pool: Pool, edges: Mask, leader_places: Column) -> Pairs:
    """Send one unit from each seeker through a leader to the sink, as cheaply as possible."""
    seekers, leaders = edges.shape
    source, sink = seekers + leaders, seekers + leaders + 1
    worth = Worth(pool.inputs, pairs=seekers, ceiling=LARGEST // (sink + 2))
    rows, columns = np.nonzero(edges)
    gain = gains(pool)
    names, others = pool.seekers.people, pool.leaders.people
    value = np.array(
        [
            worth.of(int(gain[i, j]), names[i].person, others[j].person)
            for i, j in zip(rows.tolist(), columns.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    dearest = int(value.max())
    flow = min_cost_flow.SimpleMinCostFlow()
    one_each, ids = np.ones(seekers, dtype=np.int64), np.arange(seekers)
    flow.add_arcs_with_capacity_and_unit_cost(np.full(seekers, source), ids, one_each, 0 * one_each)
    chosen = flow.add_arcs_with_capacity_and_unit_cost(
        rows, seekers + columns, np.ones(len(rows), dtype=np.int64), dearest - value
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        seekers + np.arange(leaders), np.full(leaders, sink), leader_places, np.zeros(leaders, dtype=np.int64)
    )
    if pool.inputs.rules.objective == Objective.QUALITY:
        flow.add_arcs_with_capacity_and_unit_cost(
            ids, np.full(seekers, sink), one_each, np.full(seekers, dearest)
        )
    flow.set_nodes_supplies(np.array([source, sink]), np.array([seekers, -seekers]))
    status = flow.solve_max_flow_with_min_cost()
    if status != flow.OPTIMAL:
        raise SolverFailed(status=status, edges=len(rows))
    used = flow.flows(chosen) > 0
    return list(zip(rows[used].tolist(), columns[used].tolist(), strict=True))

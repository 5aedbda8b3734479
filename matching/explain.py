"""A chosen pair or group as a proposal that explains itself."""

from dataclasses import dataclass

import numpy as np

from domain.match_run.candidate import Candidate
from domain.match_run.proposal import Direction, Member, Proposal, RunnerUp, ScorePart
from domain.programme.models import GROUP_MODELS
from matching.columns import Side
from matching.criteria import CRITERIA
from matching.edges import Pairs
from matching.groups import members_of
from matching.partners import Partners
from matching.reasons import because
from matching.scoring import Mask, Pool, Table, weighted
from matching.solution import Solution


def proposals(pool: Pool, solution: Solution) -> tuple[Proposal, ...]:
    """Return the proposals of a solution, sorted by their people."""
    partners = Partners.among(solution.pairs, peers=pool.peers)
    found = []
    for leader, seekers in _groups(pool, solution.pairs):
        pinned = any((seeker, leader) in solution.pinned for seeker in seekers)
        found.append(proposal(pool, leader, seekers, partners).model_copy(update={"pinned": pinned}))
    return tuple(sorted(found, key=lambda each: each.people))


def proposal(pool: Pool, leader: int, seekers: list[int], partners: Partners) -> Proposal:
    """Explain one pair or group.

    Args:
        pool: The scored pool.
        leader: Position of who leads; of two peers either one.
        seekers: Positions of the others.
        partners: Whom everybody is matched with; a runner-up is somebody else.
    """
    head, members = pool.leaders.people[leader], [pool.seekers.people[i] for i in seekers]
    everybody = [head, *members]
    if pool.peers:
        everybody.sort(key=lambda each: each.person)
    scores = [int(pool.pair[i, leader]) for i in seekers]
    return Proposal(
        members=tuple(Member(person=each.person, role=each.role) for each in everybody),
        score=sum(scores) // len(scores),
        directions=tuple(way for seeker in seekers for way in _both_ways(pool, seeker, leader, partners)),
    )


def _groups(pool: Pool, pairs: Pairs) -> list[tuple[int, list[int]]]:
    if pool.inputs.model in GROUP_MODELS:
        return list(members_of(pairs).items())
    return [(leader, [seeker]) for seeker, leader in pairs]


def _both_ways(pool: Pool, seeker: int, leader: int, partners: Partners) -> tuple[Direction, Direction]:
    rules = pool.inputs.rules
    one, other = pool.seekers.people[seeker], pool.leaders.people[leader]
    only = Side.of([other], pool.codes)
    out: list[ScorePart] = []
    back: list[ScorePart] = []
    for criterion, weight in weighted(rules):
        ours, theirs = CRITERIA[criterion](pool.seekers, seeker, only, rules.rules)
        for parts, marks, of, towards in ((out, ours, one, other), (back, theirs, other, one)):
            reason = because(criterion, of, towards)
            parts.append(ScorePart(criterion=criterion, marks=int(marks[0]), weight=weight, because=reason))
    return (
        _Seen.by_seeker(pool, seeker).direction(one, leader, out, partners.of_seeker.get(seeker, set())),
        _Seen.by_leader(pool, leader).direction(other, seeker, back, partners.of_leader.get(leader, set())),
    )


@dataclass(frozen=True)
class _Seen:
    """The other side as one person sees it."""

    others: Side
    score: Table
    open: Mask
    allowed: Mask
    pair: Table

    @classmethod
    def by_seeker(cls, pool: Pool, at: int) -> "_Seen":
        return cls(pool.leaders, pool.outward[at], pool.open[at], pool.allowed[at], pool.pair[at])

    @classmethod
    def by_leader(cls, pool: Pool, at: int) -> "_Seen":
        return cls(pool.seekers, pool.inward[:, at], pool.open[:, at], pool.allowed[:, at], pool.pair[:, at])

    def direction(self, of: Candidate, at: int, parts: list[ScorePart], partners: set[int]) -> Direction:
        return Direction(
            of=of.person,
            towards=self.others.people[at].person,
            score=int(self.score[at]),
            rank=1 + int((self.open & (self.score > self.score[at])).sum()),
            parts=tuple(parts),
            runner_up=self._runner_up(partners | {at}),
        )

    def _runner_up(self, partners: set[int]) -> RunnerUp | None:
        free = self.allowed.copy()
        free[list(partners)] = False
        if not free.any():
            return None
        best = int(np.argmax(np.where(free, self.pair, -1)))
        return RunnerUp(person=self.others.people[best].person, score=int(self.pair[best]))

"""Why somebody stays without a match: the constraint that binds, with the facts that prove it."""

from collections.abc import Iterator

import numpy as np

from domain.match_run.candidate import Candidate
from domain.match_run.constraint import Constraint, ExclusionCount, Unmatched
from domain.match_run.report import Shortage
from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.programme.catalogue import Objective
from domain.programme.models import GROUP_MODELS
from matching.bottlenecks import Bottleneck, bottlenecks
from matching.exclusions import BIT
from matching.groups import members_of
from matching.partners import Partners
from matching.scoring import Mask, Pool, Table
from matching.shortages import scarcest
from matching.solution import Solution


def unmatched(pool: Pool, solution: Solution, scarce: tuple[Shortage, ...]) -> tuple[Unmatched, ...]:
    """Return everybody of the pool without a match, sorted, each with the constraint that binds."""
    everybody = [*_seekers(pool, solution, scarce), *_leaders(pool, solution)]
    return tuple(sorted(everybody, key=lambda each: (each.person, each.role)))


def _seekers(pool: Pool, solution: Solution, scarce: tuple[Shortage, ...]) -> Iterator[Unmatched]:
    matched = Partners.among(solution.pairs, peers=pool.peers).of_seeker
    proofs: dict[int, Bottleneck] = {}
    if _provable(pool):
        proofs = bottlenecks(pool, solution)
    groups = _Groups(pool, solution) if pool.inputs.model in GROUP_MODELS else None
    for at, each in enumerate(pool.seekers.people):
        if at in matched:
            continue
        constraint = _constraint(each, pool.excluded[at], pool.allowed[at], pool.pair[at])
        if constraint.code == ConstraintCode.PARTNERS_TAKEN:
            proof = proofs.get(at)
            constraint = constraint.model_copy(
                update={
                    "code": groups.code(at) if groups else constraint.code,
                    "competing": proof.competing if proof else None,
                    "bottleneck": proof.leaders if proof else None,
                    "places": proof.places if proof else None,
                    "competency": scarcest(each, scarce),
                }
            )
        yield Unmatched(person=each.person, role=each.role, constraint=constraint)


def _leaders(pool: Pool, solution: Solution) -> Iterator[Unmatched]:
    if pool.peers:
        return
    matched = Partners.among(solution.pairs, peers=False).of_leader
    for at, each in enumerate(pool.leaders.people):
        if at in matched:
            continue
        constraint = _constraint(each, pool.excluded[:, at], pool.allowed[:, at], pool.pair[:, at])
        if constraint.code == ConstraintCode.PARTNERS_TAKEN and pool.inputs.model in GROUP_MODELS:
            constraint = constraint.model_copy(update={"code": ConstraintCode.GROUP_TOO_SMALL})
        yield Unmatched(person=each.person, role=each.role, constraint=constraint)


def _provable(pool: Pool) -> bool:
    one_to_one = not pool.peers and pool.inputs.model not in GROUP_MODELS
    return one_to_one and pool.inputs.rules.objective == Objective.COVERAGE


def _constraint(candidate: Candidate, excluded: Table, allowed: Mask, pair: Table) -> Constraint:
    """Go through what can stand in the way, from the person to the pool; the first that applies binds."""
    others = excluded[(excluded & BIT[Exclusion.SELF]) == 0]
    is_open = excluded == 0
    facts = Constraint(
        code=ConstraintCode.PARTNERS_TAKEN,
        others=len(others),
        open=int(is_open.sum()),
        excluded=_counts(others),
        best_score=int(pair[is_open].max()) if is_open.any() else None,
    )
    if own := _own(candidate):
        return Constraint(code=own, others=len(others))
    if not len(others):
        return Constraint(code=ConstraintCode.NOBODY_TO_MEET)
    if not is_open.any():
        alone = [count for count in facts.excluded if count.alone]
        if not alone:
            return facts.model_copy(update={"code": ConstraintCode.EXCLUDED_BY_SEVERAL})
        most = max(alone, key=lambda count: count.alone)
        return facts.model_copy(update={"code": ConstraintCode.EXCLUDED, "exclusion": most.exclusion})
    if not allowed.any():
        return facts.model_copy(update={"code": ConstraintCode.BELOW_MINIMUM})
    return facts


def _own(candidate: Candidate) -> ConstraintCode | None:
    if candidate.on_leave:
        return ConstraintCode.ON_LEAVE
    if not candidate.trained:
        return ConstraintCode.NOT_TRAINED
    return None if candidate.capacity else ConstraintCode.NO_CAPACITY


def _counts(excluded: Table) -> tuple[ExclusionCount, ...]:
    """Count what each rule keeps out, most first."""
    counts = [
        ExclusionCount(
            exclusion=rule, people=int(((excluded & bit) > 0).sum()), alone=int((excluded == bit).sum())
        )
        for rule, bit in BIT.items()
    ]
    return tuple(sorted((each for each in counts if each.people), key=lambda each: -each.people))


class _Groups:
    """The groups of a solution, as somebody without one finds them."""

    def __init__(self, pool: Pool, solution: Solution) -> None:
        self._pool = pool
        self._members = members_of(solution.pairs)

    def code(self, seeker: int) -> ConstraintCode:
        """Say what keeps a seeker out whom some leader could take."""
        leaders = np.nonzero(self._pool.allowed[seeker])[0].tolist()
        running = [leader for leader in leaders if leader in self._members]
        if any(len(self._members[leader]) < self._pool.leader_places[leader] for leader in running):
            return ConstraintCode.GROUP_CONFLICT
        if len(running) < len(leaders):
            return ConstraintCode.GROUP_TOO_SMALL
        return ConstraintCode.PARTNERS_TAKEN

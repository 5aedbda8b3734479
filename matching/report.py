"""What a run amounts to, and what is needed to repeat it."""

from collections import Counter
from importlib.metadata import version

from domain.match_run.proposal import Proposal
from domain.match_run.report import Load, RunReport, Shortage
from domain.programme.models import GROUP_MODELS
from matching.partners import Partners
from matching.scoring import Pool
from matching.solution import Solution
from matching.stability import blocking_pairs

LIBRARIES = ("networkx", "numpy", "ortools")


def report(
    pool: Pool, solution: Solution, proposals: tuple[Proposal, ...], scarce: tuple[Shortage, ...]
) -> RunReport:
    """Sum up a run."""
    partners = Partners.among(solution.pairs, peers=pool.peers)
    scores = sorted(each.score for each in proposals)
    seekers, matched = len(pool.seekers), len(partners.of_seeker)
    return RunReport(
        inputs_digest=pool.inputs.digest(),
        rules_version=pool.inputs.rules_version,
        objective=pool.inputs.rules.objective,
        solver=_solver(pool),
        versions=tuple(f"{name}=={version(name)}" for name in LIBRARIES),
        seekers=seekers,
        leaders=0 if pool.peers else len(pool.leaders),
        places=_places(pool),
        matched=matched,
        coverage=matched * 10_000 // max(1, seekers),
        total=sum(scores),
        mean=sum(scores) // max(1, len(scores)),
        p5=nearest_rank(scores, 5),
        lowest=min(scores, default=0),
        blocking_pairs=blocking_pairs(pool, solution),
        load=_load(pool, partners),
        shortages=scarce,
        unmet_pins=solution.unmet,
    )


def nearest_rank(ascending: list[int], per_cent: int) -> int:
    """Return the value that so many per cent of the values do not exceed; 0 of none."""
    return ascending[-(-len(ascending) * per_cent // 100) - 1] if ascending else 0


def _solver(pool: Pool) -> str:
    if pool.peers:
        return "maximum-weight matching"
    if pool.inputs.model in GROUP_MODELS:
        return "groups by repeated minimum-cost flow"
    return "minimum-cost flow"


def _places(pool: Pool) -> int:
    usable = zip(pool.leaders.people, pool.leader_places, strict=True)
    return sum(int(places) for each, places in usable if each.trained and not each.on_leave)


def _load(pool: Pool, partners: Partners) -> tuple[Load, ...]:
    if pool.peers:
        return ()
    counts = Counter(len(partners.of_leader.get(at, ())) for at in range(len(pool.leaders)))
    return tuple(Load(partners=each, people=counts[each]) for each in sorted(counts))

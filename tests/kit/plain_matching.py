"""Matching by its definition, one pair at a time and with every solution tried: slow, plain, the oracle."""

from collections.abc import Iterator
from itertools import product

from domain.application.values import Competency
from domain.match_run.candidate import Candidate
from domain.match_run.inputs import MatchInputs
from domain.match_run.roles import places
from domain.match_run.rules import MatchingRules
from domain.match_run.vocabulary import Criterion, Exclusion
from domain.programme.catalogue import Objective
from domain.vocabulary import LEADING

Pair = tuple[Candidate, Candidate]
"""Seeker and leader; of peers the one with the smaller id first."""


def forbidden(seeker: Candidate, leader: Candidate, rules: MatchingRules) -> set[Exclusion]:
    """Return every hard rule against a pair."""
    hard, both = rules.rules, (seeker, leader)
    levels = hard.reporting_line_levels
    gap = level_gap(seeker, leader)
    hours = time_gap(seeker, leader)
    least, most = hard.seniority_gap_at_least, hard.seniority_gap_at_most
    languages = set(seeker.languages) & set(leader.languages)
    verdicts = {
        Exclusion.SELF: seeker.person == leader.person,
        Exclusion.NOT_TRAINED: not all(each.trained for each in both),
        Exclusion.ON_LEAVE: any(each.on_leave for each in both),
        Exclusion.NO_CAPACITY: any(each.capacity == 0 for each in both),
        Exclusion.REPORTING_LINE: any(b.person in a.managers[:levels] for a, b in (both, both[::-1])),
        Exclusion.SAME_MANAGER: not hard.same_line_manager_allowed
        and bool(seeker.managers)
        and seeker.managers[:1] == leader.managers[:1],
        Exclusion.SENIORITY_GAP: gap is not None
        and ((least is not None and gap < least) or (most is not None and gap > most)),
        Exclusion.TIME_ZONE: hours is not None and hours * 60 > hard.time_zone_gap_at_most.total_seconds(),
        Exclusion.NO_COMMON_LANGUAGE: hard.common_language
        and bool(seeker.languages and leader.languages)
        and not languages,
        Exclusion.FAILED_BEFORE: any(b.person in a.failed_with for a, b in (both, both[::-1])),
        Exclusion.DECLARED_AVOID: any(b.person in a.avoids for a, b in (both, both[::-1])),
        Exclusion.ALREADY_PAIRED: any(b.person in a.paired_with for a, b in (both, both[::-1])),
    }
    return {rule for rule, broken in verdicts.items() if broken}


def level_gap(seeker: Candidate, leader: Candidate) -> int | None:
    """Return by how many levels the leader is above the seeker, or the distance of two peers."""
    if seeker.level is None or leader.level is None:
        return None
    gap = leader.level - seeker.level
    return gap if leader.role in LEADING else abs(gap)


def time_gap(one: Candidate, other: Candidate) -> int | None:
    """Return the difference in local time in minutes, the shorter way round."""
    if one.utc_offset is None or other.utc_offset is None:
        return None
    apart = abs(one.utc_offset - other.utc_offset)
    return min(apart, 1440 - apart)


def direction(of: Candidate, towards: Candidate, rules: MatchingRules) -> int:
    """Return how good `towards` is for `of`."""
    given = marks(of, towards, rules)
    return sum(rules.weight_of(each) * given[each] for each in Criterion) // 100


def pair_score(one: Candidate, other: Candidate, rules: MatchingRules) -> int:
    """Return the harmonic mean of both directions."""
    there, back = direction(one, other, rules), direction(other, one, rules)
    return 2 * there * back // (there + back) if there + back else 0


def marks(of: Candidate, towards: Candidate, rules: MatchingRules) -> dict[Criterion, int]:
    """Return the marks of every criterion, 5,000 when something is unknown."""
    shared = set(of.languages) & set(towards.languages)
    known = of.languages and towards.languages
    wished = _wished(of.seeks, towards.offers)
    return {
        Criterion.COMPETENCIES: _used(of, towards) if of.role in LEADING else wished,
        Criterion.CROSS_FUNCTION: 10_000 - _same(of.department, towards.department),
        Criterion.SAME_FUNCTION: _same(of.department, towards.department),
        Criterion.LOCATION: _same(of.location, towards.location),
        Criterion.SENIORITY: _near_the_middle(of, towards, rules),
        Criterion.TIME_ZONE: _near_in_time(of, towards, rules),
        Criterion.LANGUAGES: len(shared) * 10_000 // len(of.languages) if known else 5_000,
        Criterion.PREFERENCE: _liking(of, towards),
        Criterion.WAITING: 10_000
        if towards.rematch
        else 5_000 + min(towards.waiting_days, 180) * 5_000 // 180,
    }


def _same(one: str | None, other: str | None) -> int:
    if one is None or other is None:
        return 5_000
    return 10_000 if one == other else 0


def _wished(seeks: tuple[Competency, ...], offers: tuple[Competency, ...]) -> int:
    if not seeks or not offers:
        return 5_000
    offered = {each.name: each.level for each in offers}
    met = [min(offered.get(each.name, 0), each.level) * 10_000 // each.level for each in seeks]
    return sum(met) // len(seeks)


def _used(leader: Candidate, seeker: Candidate) -> int:
    offered, sought = {each.name for each in leader.offers}, {each.name for each in seeker.seeks}
    if not offered or not sought:
        return 5_000
    return len(offered & sought) * 10_000 // min(len(offered), len(sought))


def _near_the_middle(of: Candidate, towards: Candidate, rules: MatchingRules) -> int:
    seeker, leader = (towards, of) if of.role in LEADING else (of, towards)
    limits = [rules.rules.seniority_gap_at_least, rules.rules.seniority_gap_at_most]
    known = [limit for limit in limits if limit is not None]
    gap = level_gap(seeker, leader)
    if gap is None or not known:
        return 5_000
    middle_twice = sum(known) * 2 // len(known)
    return max(0, 10_000 - abs(2 * gap - middle_twice) * 1_250)


def _near_in_time(of: Candidate, towards: Candidate, rules: MatchingRules) -> int:
    gap = time_gap(of, towards)
    limit = int(rules.rules.time_zone_gap_at_most.total_seconds()) // 60
    return 5_000 if gap is None else 10_000 - min(gap, limit) * 10_000 // limit


def _liking(of: Candidate, towards: Candidate) -> int:
    if not of.prefers:
        return 5_000
    if towards.person not in of.prefers:
        return 2_500
    return max(6_000, 10_000 - 1_000 * of.prefers.index(towards.person))


def allowed(seeker: Candidate, leader: Candidate, rules: MatchingRules) -> bool:
    """Return whether a pair may be proposed."""
    if forbidden(seeker, leader, rules):
        return False
    return pair_score(seeker, leader, rules) >= rules.minimum_score * 100


def worth(pairs: list[Pair], rules: MatchingRules) -> tuple[int, int]:
    """Return what a solution is worth, most important first."""
    scores = [pair_score(*pair, rules) for pair in pairs]
    if rules.objective == Objective.COVERAGE:
        return len(scores), sum(scores)
    return sum(each - rules.minimum_score * 100 + 1 for each in scores), len(scores)


def all_solutions(inputs: MatchInputs) -> Iterator[list[Pair]]:
    """Yield every way of pairing mentees with mentors within the rules and places; ignores pins."""
    seekers = [each for each in inputs.candidates if each.role not in LEADING]
    leaders = [each for each in inputs.candidates if each.role in LEADING]
    choices = [
        [None, *(leader for leader in leaders if allowed(each, leader, inputs.rules))] for each in seekers
    ]
    for choice in product(*choices):
        taken = [leader for leader in choice if leader]
        if all(taken.count(each) <= places(each, inputs.model, inputs.rules) for each in leaders):
            yield [(one, leader) for one, leader in zip(seekers, choice, strict=True) if leader]


def all_pairings(people: list[Candidate], rules: MatchingRules) -> Iterator[list[Pair]]:
    """Yield every way of pairing peers within the rules."""
    if not people:
        yield []
        return
    first, *rest = people
    yield from all_pairings(rest, rules)
    for at, other in enumerate(rest):
        if allowed(first, other, rules):
            for more in all_pairings(rest[:at] + rest[at + 1 :], rules):
                yield [(first, other), *more]

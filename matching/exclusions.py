"""The hard rules: who must not be matched with whom, each with its reason."""

from collections.abc import Iterable, Iterator

import numpy as np

from domain.match_run.candidate import Candidate
from domain.match_run.vocabulary import Exclusion
from domain.programme.matching import MatchRules
from matching.columns import UNKNOWN, Column, Side

DAY = 24 * 60

BIT = {exclusion: 1 << number for number, exclusion in enumerate(Exclusion)}
"""Several rules can exclude one pair: a set of rules is a number, one bit each."""

BETWEEN_FELLOWS = sum(
    BIT[rule]
    for rule in (
        Exclusion.SELF,
        Exclusion.REPORTING_LINE,
        Exclusion.SAME_MANAGER,
        Exclusion.FAILED_BEFORE,
        Exclusion.DECLARED_AVOID,
    )
)
"""The rules that also hold between two members of one group."""


def exclusions(side: Side, at: int, others: Side, rules: MatchRules) -> Column:
    """Return, for each of the others, the rules that keep them from the person at `at`, as bits."""
    one = side.people[at]
    result: Column = _personal(others) | _personal(side)[at]
    for rule, places in _named(one, others, rules):
        result[list(places)] |= BIT[rule]
    for rule, breaks in _compared(side, at, others, rules):
        result[breaks] |= BIT[rule]
    return result


def rules_in(bits: int) -> tuple[Exclusion, ...]:
    """Return the rules that a number stands for."""
    return tuple(rule for rule in Exclusion if bits & BIT[rule])


def time_gap(one: int, others: Column) -> Column:
    """Return the differences in local time, in minutes, the shorter way round the globe."""
    apart = np.abs(others - one)
    shorter: Column = np.minimum(apart, DAY - apart)
    return shorter


def _personal(side: Side) -> Column:
    bits: Column = (
        BIT[Exclusion.NOT_TRAINED] * (1 - side.trained)
        + BIT[Exclusion.ON_LEAVE] * side.on_leave
        + BIT[Exclusion.NO_CAPACITY] * (side.capacity == 0)
    )
    return bits


def _named(one: Candidate, others: Side, rules: MatchRules) -> Iterator[tuple[Exclusion, Iterable[int]]]:
    """Yield the rules in which one of the two names the other."""

    def standing(people: Iterable[str]) -> set[int]:
        return {place for person in people for place in others.positions.get(person, ())}

    levels = rules.reporting_line_levels
    below = {place for place, distance in others.managed_by.get(one.person, ()) if distance < levels}
    yield Exclusion.SELF, others.positions.get(one.person, ())
    yield Exclusion.REPORTING_LINE, standing(one.managers[:levels]) | below
    yield Exclusion.DECLARED_AVOID, standing(one.avoids) | set(others.avoided_by.get(one.person, ()))
    yield Exclusion.FAILED_BEFORE, standing(one.failed_with) | set(others.failed_by.get(one.person, ()))
    yield Exclusion.ALREADY_PAIRED, standing(one.paired_with) | set(others.paired_by.get(one.person, ()))
    if not rules.same_line_manager_allowed and one.managers:
        team = others.managed_by.get(one.managers[0], ())
        yield Exclusion.SAME_MANAGER, [place for place, distance in team if distance == 0]


def _compared(side: Side, at: int, others: Side, rules: MatchRules) -> Iterator[tuple[Exclusion, Column]]:
    """Yield the rules about a distance; what somebody has not said is never held against them."""
    offset, level = int(side.offset[at]), int(side.level[at])
    if offset != UNKNOWN:
        limit = int(rules.time_zone_gap_at_most.total_seconds()) // 60
        yield Exclusion.TIME_ZONE, (others.offset != UNKNOWN) & (time_gap(offset, others.offset) > limit)
    if rules.common_language and side.spoken[at]:
        shared = others.languages @ side.languages[at]
        yield Exclusion.NO_COMMON_LANGUAGE, (others.spoken > 0) & (shared == 0)
    if level != UNKNOWN:
        gap = seniority_gap(side, at, others)
        breaks = np.zeros(len(others), dtype=bool)
        if rules.seniority_gap_at_least is not None:
            breaks |= gap < rules.seniority_gap_at_least
        if rules.seniority_gap_at_most is not None:
            breaks |= gap > rules.seniority_gap_at_most
        yield Exclusion.SENIORITY_GAP, breaks & (others.level != UNKNOWN)


def seniority_gap(side: Side, at: int, others: Side) -> Column:
    """Return by how many levels the leading one is above the other; for peers the bare distance."""
    above: Column = side.level[at] - others.level
    if side.leads == others.leads:
        above = np.abs(above)
    elif others.leads:
        above = -above
    return above

"""The soft criteria: marks from 0 to 10,000 that one person and all others give each other."""

from collections.abc import Callable
from typing import Final

import numpy as np

from domain.match_run.rules import FULL_MARKS, NEUTRAL
from domain.match_run.vocabulary import Criterion
from domain.programme.matching import MatchRules
from matching.columns import UNKNOWN, Column, Side
from matching.exclusions import seniority_gap, time_gap

BothWays = tuple[Column, Column]
"""Marks that the one gives each of the others, and marks that each of them gives the one."""

LONGEST_WAIT: Final = 180
"""Days after which waiting longer gives no more marks."""

RANK_STEP: Final = FULL_MARKS // 10
LISTED_LEAST: Final = 6 * RANK_STEP
NOT_LISTED: Final = NEUTRAL // 2
"""A named person scores above everybody unnamed, and somebody passed over below the neutral."""


def _competencies(side: Side, at: int, others: Side, _rules: MatchRules) -> BothWays:
    """What one seeks and the other offers, by level; for who leads, how much of their offer is used."""
    offered, sought = np.nonzero(side.offers[at])[0], np.nonzero(side.seeks[at])[0]
    offers, wishes = others.offers[:, sought], others.seeks[:, offered]
    if side.leads:
        ours = _share((wishes > 0).sum(axis=1), np.minimum(len(offered), others.sought))
    else:
        met = _fulfilled(offers, side.seeks[at, sought])
        ours = _mean(met, np.where(others.offered > 0, len(sought), 0))
    if others.leads:
        theirs = _share((offers > 0).sum(axis=1), np.minimum(others.offered, len(sought)))
    else:
        met = _fulfilled(side.offers[at, offered], wishes)
        theirs = _mean(met, np.where(len(offered) > 0, others.sought, 0))
    return ours, theirs


def _fulfilled(offers: Column, wishes: Column) -> Column:
    """Add up how far offers fulfil wishes, each capped at the level sought."""
    met: Column = (np.minimum(offers, wishes) * FULL_MARKS // np.maximum(wishes, 1)).sum(axis=1)
    return met


def _share(used: Column, possible: Column) -> Column:
    return _mean(used * FULL_MARKS, possible)


def _mean(total: Column, count: Column) -> Column:
    """Divide where there is anything to divide by; neutral where there is not."""
    return np.where(count > 0, total // np.maximum(count, 1), NEUTRAL)


def _function(same: int, different: int) -> "Rule":
    def marks(side: Side, at: int, others: Side, _rules: MatchRules) -> BothWays:
        both = _equality(side.department[at], others.department, same, different)
        return both, both

    return marks


def _location(side: Side, at: int, others: Side, _rules: MatchRules) -> BothWays:
    both = _equality(side.location[at], others.location, FULL_MARKS, 0)
    return both, both


def _equality(one: int, others: Column, same: int, different: int) -> Column:
    known = (others != UNKNOWN) & (one != UNKNOWN)
    return np.where(known, np.where(others == one, same, different), NEUTRAL)


def _seniority(side: Side, at: int, others: Side, rules: MatchRules) -> BothWays:
    """A quarter less for each level away from the middle of the allowed range, or its only limit."""
    limits = [
        each for each in (rules.seniority_gap_at_least, rules.seniority_gap_at_most) if each is not None
    ]
    known = (others.level != UNKNOWN) & (side.level[at] != UNKNOWN) & bool(limits)
    away_twice = np.abs(2 * seniority_gap(side, at, others) - sum(limits) * 2 // max(1, len(limits)))
    both = np.where(known, np.maximum(0, FULL_MARKS - away_twice * FULL_MARKS // 8), NEUTRAL)
    return both, both


def _time_zone(side: Side, at: int, others: Side, rules: MatchRules) -> BothWays:
    """Full marks for the same time, none at the largest allowed difference."""
    limit = int(rules.time_zone_gap_at_most.total_seconds()) // 60
    known = (others.offset != UNKNOWN) & (side.offset[at] != UNKNOWN)
    gap = np.minimum(time_gap(int(side.offset[at]), others.offset), limit)
    both = np.where(known, FULL_MARKS - gap * FULL_MARKS // max(1, limit), NEUTRAL)
    return both, both


def _languages(side: Side, at: int, others: Side, _rules: MatchRules) -> BothWays:
    """Which share of one's languages the other speaks."""
    shared = others.languages @ side.languages[at]
    known = (others.spoken > 0) & (side.spoken[at] > 0)
    return (
        _share(shared, np.where(known, side.spoken[at], 0)),
        _share(shared, np.where(known, others.spoken, 0)),
    )


def _preference(side: Side, at: int, others: Side, _rules: MatchRules) -> BothWays:
    """Whom a participant asked for; neutral for who asked for nobody."""
    one = side.people[at]
    ours = np.full(len(others), NOT_LISTED if one.prefers else NEUTRAL, dtype=np.int64)
    for rank, person in enumerate(one.prefers):
        ours[others.positions.get(person, [])] = _listed(rank)
    theirs = np.where(others.asked, NOT_LISTED, NEUTRAL)
    for place, rank in others.preferred_by.get(one.person, ()):
        theirs[place] = _listed(rank)
    return ours, theirs


def _listed(rank: int) -> int:
    return max(LISTED_LEAST, FULL_MARKS - rank * RANK_STEP)


def _waiting(side: Side, at: int, others: Side, _rules: MatchRules) -> BothWays:
    """How urgent it is to serve the other one."""
    return _urgency(others), np.full(len(others), _urgency(side)[at])


def _urgency(side: Side) -> Column:
    """Neutral at first, full marks after half a year or for a rematch."""
    days = np.minimum(side.waiting_days, LONGEST_WAIT)
    waited = NEUTRAL + days * (FULL_MARKS - NEUTRAL) // LONGEST_WAIT
    return np.where(side.rematch, FULL_MARKS, waited)


Rule = Callable[[Side, int, Side, MatchRules], BothWays]

CRITERIA: Final[dict[Criterion, Rule]] = {
    Criterion.COMPETENCIES: _competencies,
    Criterion.CROSS_FUNCTION: _function(same=0, different=FULL_MARKS),
    Criterion.SAME_FUNCTION: _function(same=FULL_MARKS, different=0),
    Criterion.SENIORITY: _seniority,
    Criterion.LOCATION: _location,
    Criterion.TIME_ZONE: _time_zone,
    Criterion.LANGUAGES: _languages,
    Criterion.PREFERENCE: _preference,
    Criterion.WAITING: _waiting,
}

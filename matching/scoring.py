"""Everybody of one side against everybody of the other: two directional scores, and one for the pair."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.match_run.inputs import MatchInputs
from domain.match_run.roles import places
from domain.match_run.rules import MatchingRules
from domain.match_run.vocabulary import Criterion
from domain.vocabulary import LEADING, Model
from matching.columns import Codes, Column, Side
from matching.criteria import CRITERIA, BothWays
from matching.exclusions import exclusions

Table = NDArray[np.int16]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Pool:
    """The two sides of a pool, scored. For peers both sides are the same people.

    Attributes:
        inputs: The frozen inputs.
        codes: Numbers for the codes in it.
        seekers: Who takes a place: mentees, members, peers.
        leaders: Who offers places: mentors, facilitators; for peers the same as `seekers`.
        seeker_places: How many partners each seeker can get.
        leader_places: How many partners each leader can get.
        excluded: For each seeker and leader the rules against them, as bits.
        outward: How good the leader is for the seeker, from 0 to 10,000.
        inward: How good the seeker is for the leader.
        pair: The harmonic mean of both, so that a match good for one side only sinks.
        open: Where no hard rule stands.
        allowed: Where a pair can be proposed: open, and not below the minimum score.
    """

    inputs: MatchInputs
    codes: Codes
    seekers: Side
    leaders: Side
    seeker_places: Column
    leader_places: Column
    excluded: Table
    outward: Table
    inward: Table
    pair: Table

    open: Mask
    allowed: Mask

    @property
    def peers(self) -> bool:
        """Whether the two sides are the same people."""
        return self.inputs.model == Model.PEER


def score(inputs: MatchInputs) -> Pool:
    """Score a pool."""
    codes = Codes.of(inputs.candidates)
    seekers = Side.of([each for each in inputs.candidates if each.role not in LEADING], codes)
    leaders = seekers
    if inputs.model != Model.PEER:
        leaders = Side.of([each for each in inputs.candidates if each.role in LEADING], codes)
    shape = (len(seekers), len(leaders))
    excluded, outward, inward, pair = (np.zeros(shape, dtype=np.int16) for _ in range(4))
    for at in range(len(seekers)):
        excluded[at] = exclusions(seekers, at, leaders, inputs.rules.rules)
        ours, theirs = directions(seekers, at, leaders, inputs.rules)
        outward[at], inward[at], pair[at] = ours, theirs, harmonic_mean(ours, theirs)
    return Pool(
        inputs=inputs,
        codes=codes,
        seekers=seekers,
        leaders=leaders,
        seeker_places=_places(seekers, inputs),
        leader_places=_places(leaders, inputs),
        excluded=excluded,
        outward=outward,
        inward=inward,
        pair=pair,
        open=excluded == 0,
        allowed=(excluded == 0) & (pair >= inputs.rules.minimum_score * 100),
    )


def directions(side: Side, at: int, others: Side, rules: MatchingRules) -> BothWays:
    """Return the weighted mean of all marks, from the one to each of the others and back."""
    ours = np.zeros(len(others), dtype=np.int64)
    theirs = np.zeros(len(others), dtype=np.int64)
    for criterion, weight in weighted(rules):
        out, back = CRITERIA[criterion](side, at, others, rules.rules)
        ours += weight * out
        theirs += weight * back
    return ours // 100, theirs // 100


def weighted(rules: MatchingRules) -> list[tuple[Criterion, int]]:
    """Return the criteria that count, each with its weight."""
    return [(each, rules.weight_of(each)) for each in Criterion if rules.weight_of(each)]


def harmonic_mean(one: Column, other: Column) -> Column:
    """Return 2ab / (a + b), rounded down; 0 when either is 0."""
    mean: Column = 2 * one * other // np.maximum(one + other, 1)
    return mean


def _places(side: Side, inputs: MatchInputs) -> Column:
    return np.array([places(each, inputs.model, inputs.rules) for each in side.people], dtype=np.int64)

"""What is settled before solving, and what solving adds to it."""

from dataclasses import dataclass

from domain.match_run.inputs import Pin
from domain.match_run.report import UnmetPin
from domain.match_run.vocabulary import Exclusion
from domain.programme.models import GROUP_MODELS
from matching.columns import Column
from matching.edges import Pairs
from matching.exclusions import rules_in
from matching.flow import best_flow
from matching.groups import best_groups
from matching.pairing import best_pairing
from matching.scoring import Pool


@dataclass(frozen=True)
class Solution:
    """The chosen pairs of seeker and leader; in a group model, one for each member.

    Attributes:
        pairs: All of them, sorted; for peers the smaller position first.
        pinned: Those that the coordinator had settled.
        unmet: Pins that could not be kept.
    """

    pairs: Pairs
    pinned: frozenset[tuple[int, int]]
    unmet: tuple[UnmetPin, ...]


def find(pool: Pool) -> Solution:
    """Keep the pins that no hard rule forbids, and choose the best for everybody else."""
    pinned, unmet, seeker_places, leader_places = _settle(pool)
    if pool.peers:
        pairs = pinned + best_pairing(pool, pool.allowed, seeker_places)
    elif pool.inputs.model in GROUP_MODELS:
        pairs = best_groups(pool, pinned, seeker_places, leader_places)
    else:
        pairs = pinned + best_flow(pool, pool.allowed, seeker_places, leader_places)
    kept = frozenset(pinned) & frozenset(pairs)
    for i, j in sorted(frozenset(pinned) - kept):
        pin = Pin(leader=pool.leaders.people[j].person, member=pool.seekers.people[i].person)
        unmet.append(UnmetPin(pin=pin, exclusions=()))
    return Solution(pairs=sorted(pairs), pinned=kept, unmet=tuple(unmet))


def _settle(pool: Pool) -> tuple[Pairs, list[UnmetPin], Column, Column]:
    """Give the pins their places, in canonical order, as far as rules and places allow."""
    seeker_places, leader_places = pool.seeker_places.copy(), pool.leader_places.copy()
    if pool.peers:
        leader_places = seeker_places
    pinned: Pairs = []
    unmet: list[UnmetPin] = []
    for pin in pool.inputs.pins:
        i, j = pool.seekers.positions[pin.member][0], pool.leaders.positions[pin.leader][0]
        i, j = (min(i, j), max(i, j)) if pool.peers else (i, j)
        against = rules_in(int(pool.excluded[i, j]))
        if not against and not (seeker_places[i] and leader_places[j]):
            against = (Exclusion.NO_CAPACITY,)
        if against:
            unmet.append(UnmetPin(pin=pin, exclusions=against))
            continue
        pinned.append((i, j))
        seeker_places[i] -= 1
        leader_places[j] -= 1
    return pinned, unmet, seeker_places, leader_places

"""Groups: one leads several, and no two members may be kept apart by a rule about people.

Members flow to leaders as mentees do to mentors. Where two of them must not meet, the one who fits less is
kept from that group; a group below its least size is given up; and the flow runs again, until neither is
left. That is exact for each step, not for the whole: good groups, found quickly and always the same.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from matching.columns import Column
from matching.edges import Pairs
from matching.exclusions import BETWEEN_FELLOWS, exclusions
from matching.flow import best_flow
from matching.scoring import Mask, Pool


def best_groups(pool: Pool, pinned: Pairs, seeker_places: Column, leader_places: Column) -> Pairs:
    """Form groups around leaders.

    Args:
        pool: The scored pool.
        pinned: Settled pairs; they stay unless their group stays below its least size.
        seeker_places: Places of each seeker beside the pins, 0 or 1.
        leader_places: Places of each leader beside the pins.
    """
    former = _Former(pool, clashes(pool), list(pinned), seeker_places.copy(), leader_places.copy())
    former.part_clashing_pins()
    pairs = former.settle()
    return sorted(former.fill(pairs))


def clashes(pool: Pool) -> Mask:
    """Return which two seekers must not be in one group."""
    size = len(pool.seekers)
    table = np.zeros((size, size), dtype=bool)
    for at in range(size):
        bits = exclusions(pool.seekers, at, pool.seekers, pool.inputs.rules.rules)
        table[at] = (bits & BETWEEN_FELLOWS) > 0
    np.fill_diagonal(table, val=False)
    return table


def members_of(pairs: Pairs) -> dict[int, list[int]]:
    """Return the seekers of each leader who has any, in order."""
    groups: dict[int, list[int]] = defaultdict(list)
    for seeker, leader in sorted(pairs):
        groups[leader].append(seeker)
    return dict(groups)


def least_members(pool: Pool) -> int:
    """Return how few members a group can have beside the one who leads it."""
    size = pool.inputs.rules.group_size
    return size.at_least - 1 if size else 1


@dataclass
class _Former:
    pool: Pool
    clashes: Mask
    pinned: Pairs
    seeker_places: Column
    leader_places: Column

    def part_clashing_pins(self) -> None:
        """Let go of a pin whose group holds, by an earlier pin, somebody whom its member must not meet."""
        for seeker, leader in list(self.pinned):
            fellows = [each for each, of in self.pinned if of == leader]
            if self.clashes[seeker, fellows[: fellows.index(seeker)]].any():
                self._let_go([(seeker, leader)])

    def settle(self) -> Pairs:
        """Solve until no group holds a clash and none is too small."""
        allowed = self.pool.allowed.copy()
        while True:
            free = best_flow(self.pool, allowed, self.seeker_places, self.leader_places)
            pairs = [*self.pinned, *free]
            unfit = self._unfit(pairs, set(free))
            for seeker, leader in unfit:
                allowed[seeker, leader] = False
            if unfit:
                continue
            small = self._smallest_below_least(pairs)
            if small is None:
                return pairs
            self._let_go([pin for pin in self.pinned if pin[1] == small])
            allowed[:, small] = False

    def fill(self, pairs: Pairs) -> Pairs:
        """Give who is left a place where there is one, and open a group where enough are left for it."""
        allowed = self.pool.allowed
        for leader in [*sorted(members_of(pairs)), *range(len(self.pool.leaders))]:
            members = members_of(pairs).get(leader, [])
            taken = {seeker for seeker, _ in pairs}
            waiting = [i for i in np.nonzero(allowed[:, leader])[0].tolist() if i not in taken]
            waiting = [i for i in waiting if self.pool.seeker_places[i]]
            joined = list(members)
            for seeker in sorted(waiting, key=lambda i: (-int(self.pool.pair[i, leader]), i)):
                if len(joined) < self.pool.leader_places[leader] and not self.clashes[seeker, joined].any():
                    joined.append(seeker)
            if len(joined) >= least_members(self.pool):
                pairs = pairs + [(seeker, leader) for seeker in joined if seeker not in members]
        return pairs

    def _unfit(self, pairs: Pairs, free: set[tuple[int, int]]) -> Pairs:
        """Return, for each group with a clash, the free member with the lowest score who is part of one."""
        unfit: Pairs = []
        for leader, members in members_of(pairs).items():
            clashing = [
                (int(self.pool.pair[i, leader]), i)
                for i in members
                if (i, leader) in free and self.clashes[i, members].any()
            ]
            if clashing:
                unfit.append((min(clashing)[1], leader))
        return unfit

    def _smallest_below_least(self, pairs: Pairs) -> int | None:
        least = least_members(self.pool)
        small = [
            (len(members), leader) for leader, members in members_of(pairs).items() if len(members) < least
        ]
        return min(small)[1] if small else None

    def _let_go(self, pins: Pairs) -> None:
        for seeker, leader in pins:
            self.pinned.remove((seeker, leader))
            self.seeker_places[seeker] += 1
            self.leader_places[leader] += 1

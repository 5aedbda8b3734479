"""Where more people compete than there are places: the proof that nobody more could be matched.

Hall's theorem: as many seekers as possible are matched exactly when the rest belong to sets of seekers who
together can only meet leaders with fewer places than the set has members.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matching.scoring import Mask, Pool
from matching.solution import Solution

Members = NDArray[np.bool_]


@dataclass(frozen=True)
class Bottleneck:
    """Seekers who can only meet these leaders, who have fewer places.

    Attributes:
        competing: How many seekers.
        leaders: How many leaders.
        places: How many places the leaders have together.
    """

    competing: int
    leaders: int
    places: int


def bottlenecks(pool: Pool, solution: Solution) -> dict[int, Bottleneck]:
    """Return, for each seeker whom a bottleneck leaves over, which one; for one-to-one mentoring."""
    allowed = pool.allowed & (pool.seeker_places > 0)[:, np.newaxis]
    for seeker, leader in solution.pinned:
        allowed[seeker] = False
        allowed[seeker, leader] = True
    matched = np.zeros_like(allowed)
    for pair in solution.pairs:
        matched[pair] = True
    left = _rows(allowed) & ~_rows(matched)
    reached, leaders = _reach(allowed, matched, left)
    found: dict[int, Bottleneck] = {}
    rest = left.copy()
    while rest.any():
        together, theirs = _connected(allowed, reached, leaders, int(np.argmax(rest)))
        rest &= ~together
        size = Bottleneck(
            competing=int(together.sum()),
            leaders=int(theirs.sum()),
            places=int(pool.leader_places[theirs].sum()),
        )
        found.update(dict.fromkeys(np.nonzero(together & left)[0].tolist(), size))
    return found


def _reach(allowed: Mask, matched: Mask, left: Members) -> tuple[Members, Members]:
    """Return all whom somebody left over could displace, step by step, and with whom they are matched."""
    seekers = left
    while True:
        leaders = _columns(allowed[seekers])
        wider = left | _rows(matched[:, leaders])
        if (wider == seekers).all():
            return seekers, leaders
        seekers = wider


def _connected(allowed: Mask, seekers: Members, leaders: Members, start: int) -> tuple[Members, Members]:
    """Return the seekers and leaders who hang together with one seeker."""
    together = np.zeros_like(seekers)
    together[start] = True
    while True:
        theirs = leaders & _columns(allowed[together])
        wider = seekers & (together | _rows(allowed[:, theirs]))
        if (wider == together).all():
            return together, theirs
        together = wider


def _rows(table: Mask) -> Members:
    """Return which rows hold anything."""
    found: Members = np.logical_or.reduce(table, axis=1)
    return found


def _columns(table: Mask) -> Members:
    """Return which columns hold anything."""
    return _rows(table.T)

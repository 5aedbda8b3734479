"""Who is matched with whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Partners:
    """The partners of everybody who has one, by position.

    Attributes:
        of_seeker: The leaders of each seeker.
        of_leader: The seekers of each leader.
    """

    of_seeker: Mapping[int, set[int]]
    of_leader: Mapping[int, set[int]]

    @classmethod
    def among(cls, pairs: Iterable[tuple[int, int]], *, peers: bool) -> "Partners":
        """Read them off the chosen pairs; between peers both sides are one."""
        of_seeker: dict[int, set[int]] = defaultdict(set)
        of_leader: dict[int, set[int]] = of_seeker if peers else defaultdict(set)
        for seeker, leader in pairs:
            of_seeker[seeker].add(leader)
            of_leader[leader].add(seeker)
        return cls(of_seeker=dict(of_seeker), of_leader=dict(of_leader))

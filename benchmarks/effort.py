"""How much work the workloads put into being right."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how large to measure.

    Attributes:
        seconds: How long one cell of appends lasts; others last a fixed multiple of it.
        rounds: How often both sides are measured, in turn; the median counts.
        max_events: How large the largest log is.
    """

    seconds: float = 2.0
    rounds: int = 5
    max_events: int = 5_000_000

    def events(self, number: int) -> int:
        """Return a number of events, or as many as a log may have at most."""
        return min(number, self.max_events)


QUICK: Final = Effort(seconds=0.2, rounds=1, max_events=2_000)
"""Enough to see that everything works; the figures mean nothing."""

USUAL: Final = Effort()
"""What a report is made of: about twenty minutes on two cores."""

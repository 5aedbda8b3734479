"""What decides between equally good solutions: a hash, below the unit of the score.

Without it, equal totals let the solver's internals choose; with it the best solution is one and the same
on every machine and version, which is what replay and audit need.
"""

from hashlib import blake2b
from typing import Final

from domain.match_run.inputs import MatchInputs
from domain.match_run.rules import FULL_MARKS

HASH_BITS: Final = 64
MOST_BITS: Final = 40


class Worth:
    """The worth of a pair to a solver: its gain, and below the unit of the gain the tie-break.

    The tie-breaks of a whole solution never add up to one unit of gain, so they decide between equal
    totals and nothing else.

    Attributes:
        unit: What one unit of gain is worth.
    """

    def __init__(self, inputs: MatchInputs, pairs: int, ceiling: int) -> None:
        """Choose the finest tie-break for which the worth of a pair stays below a ceiling.

        Args:
            inputs: The run and its seed are part of the hash.
            pairs: The most pairs that a solution can have.
            ceiling: What no worth may reach.
        """
        spare = ceiling // ((FULL_MARKS + 2) * max(1, pairs))
        bits = min(MOST_BITS, max(1, spare.bit_length() - 1))
        self.unit = max(1, pairs) << bits
        self._shift = HASH_BITS - bits
        self._salt = f"{inputs.run}\x1f{inputs.seed}\x1f"

    def of(self, gain: int, seeker: str, leader: str) -> int:
        """Return the worth of a pair that gains so much."""
        text = f"{self._salt}{seeker}\x1f{leader}"
        hashed = int.from_bytes(blake2b(text.encode(), digest_size=HASH_BITS // 8).digest())
        return gain * self.unit + (hashed >> self._shift)

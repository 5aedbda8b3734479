"""What will become of a relationship in a rehearsal, as the seed has it."""

from enum import StrEnum
from random import Random
from typing import Final


class Fate(StrEnum):
    """How a simulated relationship goes."""

    FLOURISHES = "flourishes"
    IS_DECLINED = "is_declined"
    STAYS_UNANSWERED = "stays_unanswered"
    IS_NO_FIT = "is_no_fit"
    NEVER_SIGNS = "never_signs"
    PAUSES = "pauses"
    LOSES_TOUCH = "loses_touch"
    RUNS_OUT_OF_TIME = "runs_out_of_time"
    FINISHES_EARLY = "finishes_early"
    IS_EXTENDED = "is_extended"


_SHARES: Final = {
    Fate.FLOURISHES: 60,
    Fate.IS_DECLINED: 4,
    Fate.STAYS_UNANSWERED: 4,
    Fate.IS_NO_FIT: 5,
    Fate.NEVER_SIGNS: 2,
    Fate.PAUSES: 7,
    Fate.LOSES_TOUCH: 4,
    Fate.RUNS_OUT_OF_TIME: 3,
    Fate.FINISHES_EARLY: 7,
    Fate.IS_EXTENDED: 4,
}
_LEAVING_IN_A_HUNDRED: Final = 3


class Dice:
    """Chance that a seed decides: the same seed and the same question always give the same answer."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def about(self, *question: object) -> Random:
        """Return the dice for one question."""
        return Random("\x1f".join(str(part) for part in (self._seed, *question)))

    def fate(self, relationship: str) -> Fate:
        """Return what will become of a relationship."""
        return self.about(relationship, "fate").choices(list(_SHARES), list(_SHARES.values()))[0]

    def leaves_after_days(self, person: str) -> int | None:
        """Return how many days after being matched a person leaves the organisation; None for most."""
        dice = self.about(person, "leaves")
        leaves = dice.randrange(100) < _LEAVING_IN_A_HUNDRED
        return dice.randint(40, 130) if leaves else None

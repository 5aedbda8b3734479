"""Time that can be scaled: a rehearsal runs a year in minutes on the same code."""

from datetime import datetime, timedelta
from typing import Self

from domain.values import Value


class Clock(Value):
    """Maps real time to the engine's time.

    Engine time equals real time at `real_epoch` = `epoch`, and from there runs `speed` times as fast.
    Production uses `Clock.real()`.

    Attributes:
        epoch: The engine's time at `real_epoch`; zone-aware. None for a clock that is not scaled.
        real_epoch: The real moment at which the scaled clock starts.
        speed: Engine seconds for each real second, at least 1.
    """

    epoch: datetime | None = None
    real_epoch: datetime | None = None
    speed: int = 1

    @classmethod
    def real(cls) -> Self:
        """Return the clock of production: engine time is real time."""
        return cls()

    def at(self, real_now: datetime) -> datetime:
        """Return the engine's time at a real moment."""
        if self.epoch is None or self.real_epoch is None:
            return real_now
        return self.epoch + (real_now - self.real_epoch) * self.speed

    def real_time_until(self, moment: datetime, real_now: datetime) -> timedelta:
        """Return how long, in real time, until the engine's time reaches `moment`; never negative."""
        return max(timedelta(0), (moment - self.at(real_now)) / self.speed)

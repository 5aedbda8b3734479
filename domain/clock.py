"""Time that can be scaled: a rehearsal runs a year in minutes on the same code."""

from datetime import datetime, timedelta
from typing import Self

from domain.values import Value


class Clock(Value):
    """Maps real time to the engine's time.

    Engine time is `epoch` at `real_epoch`, and from there runs `speed` times as fast as real time, until it
    comes to `changes_at`, if it ever does. Production uses `Clock.real()`.

    Attributes:
        epoch: The engine's time at `real_epoch`; zone-aware. None for a clock that is not scaled.
        real_epoch: The real moment at which the scaled clock starts.
        speed: Engine seconds for each real second, at least 1.
        changes_at: When, by the engine's time and after the epoch, a scaled clock changes its speed.
        later_speed: Its speed from then on, at least 1.
    """

    epoch: datetime | None = None
    real_epoch: datetime | None = None
    speed: int = 1
    changes_at: datetime | None = None
    later_speed: int = 1

    @classmethod
    def real(cls) -> Self:
        """Return the clock of production: engine time is real time."""
        return cls()

    def at(self, real_now: datetime) -> datetime:
        """Return the engine's time at a real moment."""
        if self.epoch is None or self.real_epoch is None:
            return real_now
        now = self.epoch + (real_now - self.real_epoch) * self.speed
        if self.changes_at is None or now <= self.changes_at:
            return now
        return self.changes_at + (real_now - self.reaches(self.changes_at)) * self.later_speed

    def reaches(self, moment: datetime) -> datetime:
        """Return the real moment at which the engine's time comes to `moment`."""
        if self.epoch is None or self.real_epoch is None:
            return moment
        if self.changes_at is None or moment <= self.changes_at:
            return self.real_epoch + (moment - self.epoch) / self.speed
        return self.reaches(self.changes_at) + (moment - self.changes_at) / self.later_speed

    def real_time_until(self, moment: datetime, real_now: datetime) -> timedelta:
        """Return how long, in real time, until the engine's time reaches `moment`; never negative."""
        return max(timedelta(0), self.reaches(moment) - real_now)

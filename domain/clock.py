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
        then: The clock that goes on, at another speed, when the engine's time has come to its epoch.
    """

    epoch: datetime | None = None
    real_epoch: datetime | None = None
    speed: int = 1
    then: "Clock | None" = None

    @classmethod
    def real(cls) -> Self:
        """Return the clock of production: engine time is real time."""
        return cls()

    def at(self, real_now: datetime) -> datetime:
        """Return the engine's time at a real moment."""
        if self.epoch is None or self.real_epoch is None:
            return real_now
        if self.then and self.then.real_epoch and real_now >= self.then.real_epoch:
            return self.then.at(real_now)
        return self.epoch + (real_now - self.real_epoch) * self.speed

    def real_time_until(self, moment: datetime, real_now: datetime) -> timedelta:
        """Return how long, in real time, until the engine's time reaches `moment`; never negative."""
        return max(timedelta(0), self.reaches(moment) - real_now)

    def changing(self, at: datetime, speed: int) -> Self:
        """Return this clock, but from a moment of its time on as fast as given.

        Args:
            at: Zone-aware; after the epoch of this clock, which is scaled and does not change otherwise.
            speed: From then on.
        """
        return self.model_copy(update={"then": Clock(epoch=at, real_epoch=self.reaches(at), speed=speed)})

    def reaches(self, moment: datetime) -> datetime:
        """Return the real moment at which the engine's time comes to `moment`."""
        if self.epoch is None or self.real_epoch is None:
            return moment
        if self.then and self.then.epoch and moment >= self.then.epoch:
            return self.then.reaches(moment)
        return self.real_epoch + (moment - self.epoch) / self.speed

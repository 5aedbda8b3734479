"""A rehearsal from an empty home folder to its result."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Final

from bootstrap.container import Container
from bootstrap.running import Running, running, worker_serves
from domain.clock import Clock
from domain.programme import Design
from intake.design import read_design
from intake.roster import Roster, read_roster
from rehearsal.home import prepare, start_clock
from rehearsal.people import SAMPLE, generate_roster
from rehearsal.play import Play, Watch
from rehearsal.result import Result, result_of

EPOCH: Final = datetime.combine(SAMPLE[2], datetime.min.time(), UTC).replace(hour=8)
"""When the engine's time begins: the day for which the sample roster was made."""

SLOW_FOR: Final = timedelta(days=56)
"""How long a rehearsal's clock runs slowly: from the first day until agreements are signed.

Whole cohorts do the same in these weeks, and an offer lapses that is answered late. Later on everybody has a
rhythm of their own, and little ends because the engine, or the machine, is some seconds behind.
"""

SLOWER: Final = 4
"""How many times slower than later on."""

DAY: Final = 86_400


@dataclass(frozen=True)
class Casting:
    """What is rehearsed, and with whom.

    Attributes:
        design: The programme.
        roster: The people.
        seed: Decides chance.
        days_per_second: How fast the engine's time runs once people have agreed; slower before.
    """

    design: Design
    roster: Roster
    seed: int
    days_per_second: float


def cast(*, people: int | None, seed: int, days_per_second: float) -> Casting:
    """Choose the example programme and its people: the sample roster, or one of another size.

    Args:
        people: How many people to draw; None for the sample.
        seed: Decides chance, also in drawing people.
        days_per_second: How fast the engine's time runs once people have agreed.
    """
    programmes = files("programmes")
    design = read_design(programmes.joinpath("graduate.yaml").read_text("utf-8"))
    source: str | bytes = (
        programmes.joinpath("graduate-roster.csv").read_bytes()
        if people is None
        else generate_roster(people, seed, EPOCH.date())
    )
    roster = read_roster(source, today=EPOCH.date(), design=design)
    return Casting(design, roster, seed, days_per_second)


def rehearsal_clock(days_per_second: float, real_now: datetime) -> Clock:
    """Return the clock of a rehearsal that starts now."""
    speed = days_per_second * DAY
    return Clock(
        epoch=EPOCH,
        real_epoch=real_now,
        speed=max(1, round(speed / SLOWER)),
        changes_at=EPOCH + SLOW_FOR,
        later_speed=max(1, round(speed)),
    )


@contextmanager
def rehearsing(container: Container) -> Iterator[Running]:
    """Run the engine in an empty home folder, for the length of a `with` block.

    Raises:
        HomeInUse: the folder holds something that is no rehearsal.
        EnginesConfigured: engines of somebody else would be used.
    """
    prepare(container)
    with running(container) as engine:
        yield engine


def rehearse(
    container: Container, casting: Casting, watch: Watch, verifying: Callable[[int, int], None]
) -> Result:
    """Play a cycle on the running engine and read what came of it.

    Args:
        container: The engine's pieces.
        casting: What, and with whom.
        watch: Is told how far the cycle is.
        verifying: Is told how many events of the log are verified.

    Raises:
        MentoringError: the cycle could not go on.
    """
    begun = time.monotonic()
    asyncio.run(worker_serves(container))
    start_clock(container, rehearsal_clock(casting.days_per_second, datetime.now(UTC)))
    play = Play(container, casting.design, casting.roster, casting.seed, watch)
    asyncio.run(play.run())
    return result_of(container, play.cycle, container.now(), time.monotonic() - begun, verifying)

"""A whole small cycle on the real engines, whose worker is killed in the middle of it."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bootstrap.container import Container
from bootstrap.settings import Settings
from domain.policies import Policies
from rehearsal.play import Progress
from rehearsal.result import Result
from rehearsal.run import Casting, cast, rehearse, rehearsing

PEOPLE = 36
DAYS_PER_SECOND = 5.0
CYCLE = {"running": timedelta(weeks=14), "winding_up": timedelta(weeks=2)}
RELATIONSHIP = {
    "length": timedelta(weeks=16),
    "wind_up_before_end": timedelta(weeks=2),
    "reviews_after": (timedelta(weeks=7),),
    "offer_expires_after": timedelta(days=90),
    "first_meeting_lapses_after": timedelta(days=90),
    "fit_confirmed_within": timedelta(days=110),
    "signature_lapses_after": timedelta(days=80),
}
"""A short cycle: the same turns in less time, so that the clock need not run faster than the engines.

What ends a relationship before its time comes later than usual. Temporal waits ten seconds for a worker that
was killed, a busy machine for the next one, and some machines stand still for as long: that can be a month
here, and three once time runs faster, in which nobody can answer or sign.
"""


@dataclass(frozen=True)
class Rehearsed:
    """A rehearsal that is over; its engines still run.

    Attributes:
        container: The engine's pieces.
        casting: What was rehearsed, and with whom.
        result: What came of it.
        killed: Which worker processes were killed on the way.
    """

    container: Container
    casting: Casting
    result: Result
    killed: tuple[int, ...]


def killing_worker(pid: Callable[[], int | None], killed: list[int], at: float) -> Callable[[Progress], None]:
    """Return a watcher that kills the worker, once, when a share of the planned time is over."""

    def watch(seen: Progress) -> None:
        worker = pid()
        if seen.share >= at and not killed and worker is not None:
            os.kill(worker, signal.SIGKILL)
            killed.append(worker)

    return watch


@pytest.fixture
def home() -> Iterator[Path]:
    """A home folder that PostgreSQL, which never runs as root, can reach: pytest closes its own to others."""
    with TemporaryDirectory(prefix="mentoring-") as folder:
        yield Path(folder) / "home"


@pytest.fixture(scope="session")
def rehearsed() -> Iterator[Rehearsed]:
    """Rehearse a small cycle, killing its worker with SIGKILL when two fifths of the time are over."""
    with (
        TemporaryDirectory(prefix="mentoring-") as folder,
        rehearsal_in(Path(folder) / "home", kill_at=0.4) as done,
    ):
        yield done


def shortened(casting: Casting) -> Casting:
    """Return the same casting for a cycle of four months."""
    policies = casting.design.policies
    shorter = Policies(
        cycle=policies.cycle.model_copy(update=CYCLE),
        relationship=policies.relationship.model_copy(update=RELATIONSHIP),
    )
    return replace(casting, design=casting.design.model_copy(update={"policies": shorter}))


@contextmanager
def rehearsal_in(home: Path, *, seed: int = 7, kill_at: float | None = None) -> Iterator[Rehearsed]:
    """Rehearse a small cycle in a home folder; the engines run for the length of the `with` block."""
    container = Container(Settings(home=home))
    casting = shortened(cast(people=PEOPLE, seed=seed, days_per_second=DAYS_PER_SECOND))
    killed: list[int] = []
    with rehearsing(container) as engine:
        watch = killing_worker(
            lambda: engine.supervisor.pid("worker"), killed, 2.0 if kill_at is None else kill_at
        )
        result = rehearse(container, casting, watch, lambda _done, _total: None)
        yield Rehearsed(container, casting, result, tuple(killed))

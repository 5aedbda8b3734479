"""C1: clients append batches of many sizes while a follower reads on; does it ever miss an event?"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import cycle
from threading import Event
from time import perf_counter
from typing import Final

from benchmarks import peer, sides
from benchmarks.background import in_background
from benchmarks.bench import Bench, Workload
from benchmarks.clients import Start, in_processes
from benchmarks.finding import Finding, Samples, Target, at_most
from benchmarks.server import OURS, PEER
from eventstore.postgres import PostgresEventStore

CLIENTS: Final = 32
BATCHES: Final = (1, 1, 200, 400, 1, 50)
PAGE: Final = 1_000
LONGER: Final = 30
"""How many times longer than a cell of appends ours is watched."""

CONTROL: Final = 8
"""The same for the negative control, which fails soon."""

Page = Callable[[int], list[int]]
"""Reads the positions of a page of the log after a position."""

Log = Callable[[str], AbstractContextManager[Page]]


@dataclass(frozen=True, slots=True)
class Task:
    """What one client process does."""

    side: sides.Side
    url: str
    seconds: float
    number: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of it.

    Attributes:
        stored: How many events the log holds.
        missed: How many of them the follower never saw.
        holes: How many positions before the last one are not taken.
    """

    stored: int
    missed: int
    holes: int


@contextmanager
def ours(url: str) -> Iterator[Page]:
    """Read our log."""
    with PostgresEventStore(url) as store:
        yield lambda after: [event.position for event in store.read(after=after, limit=PAGE)]


@contextmanager
def theirs(url: str) -> Iterator[Page]:
    """Read the peer's."""
    with peer.recorder(url) as recorder:
        yield lambda after: [
            notification.id
            for notification in recorder.select_notifications(after, PAGE, inclusive_of_start=False)
        ]


def client(task: Task, start: Start) -> int:
    """Append batches of different sizes for some seconds; return how many events."""
    done = 0
    with task.side(task.url) as prepare:
        prepare(1)()
        batches = cycle(BATCHES)
        for _ in range(task.number):
            next(batches)
        start()
        end = perf_counter() + task.seconds
        while perf_counter() < end:
            batch = next(batches)
            prepare(batch)()
            done += batch
    return done + 1


def follow(task: tuple[Log, str], stop: Event) -> set[int]:
    """Read on from the last position seen, until told to stop and nothing is left; return all positions."""
    log, url = task
    with log(url) as read:
        return _read_on(read, stop.is_set)


def _read_on(read: Page, stopped: Callable[[], bool]) -> set[int]:
    seen: set[int] = set()
    last = 0
    while True:
        was_stopped = stopped()
        page = read(last)
        if page:
            seen.update(page)
            last = page[-1]
        elif was_stopped:
            return seen


def watch(bench: Bench, template: str, side: sides.Side, log: Log, seconds: float) -> Seen:
    """Let clients and a follower run on a fresh log, then compare."""
    with bench.server.fresh(template) as url, in_background(follow, (log, url)) as follower:
        bench.tell(f"{CLIENTS} clients for {seconds:.0f} s")
        acknowledged = sum(
            in_processes(client, [Task(side, url, seconds, number) for number in range(CLIENTS)])
        )
        seen = follower.stop()
        with log(url) as read:
            stored = _read_on(read, lambda: True)
        lost = max(0, acknowledged - len(stored))
        return Seen(len(stored), len(stored - seen) + lost, max(stored) - len(stored))


def _measure(bench: Bench) -> Iterator[Finding]:
    seconds = bench.effort.seconds
    found = watch(bench, OURS, sides.ours, ours, seconds * LONGER)
    yield _finding("missed by a follower", found.missed, found, at_most(0))
    yield _finding("holes in the order", found.holes, found, at_most(0))
    control = watch(bench, PEER, sides.unsafe, theirs, seconds * CONTROL)
    flagged = Target("> 0", lambda finding: finding.ours.median > 0)
    yield _finding("missed, db-functions mode (control)", control.missed, control, flagged)


def _finding(what: str, value: int, seen: Seen, target: Target) -> Finding:
    return Finding(
        workload="C1",
        what=what,
        unit="events",
        ours=Samples("ours", (value,)),
        target=target,
        facts={"stored": seen.stored, "clients": CLIENTS},
    )


WORKLOADS: Final[dict[str, Workload]] = {"C1": _measure}

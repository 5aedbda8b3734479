"""B1: a read model is rebuilt beside the live one, which is read and follows appends all the while."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from time import perf_counter
from typing import Final

import psycopg

from benchmarks.background import in_background
from benchmarks.bench import Bench, Workload
from benchmarks.finding import Finding, Samples, at_most
from benchmarks.payload import new_event, new_stream
from benchmarks.reports import FOLDED
from eventstore.api import Expected
from eventstore.postgres import PostgresEventStore
from projections.connection import connect
from projections.progress import wait_for
from projections.runner import Runner
from projections.shadow import rebuild_beside

EVENTS: Final = 1_000_000
BATCH: Final = 10
PAUSE: Final = 0.02
PATIENCE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader of the live table saw.

    Attributes:
        reads: How often it looked.
        shrank: How often it saw fewer events than before; none, ever.
        slowest: The longest look, in milliseconds.
    """

    reads: int
    shrank: int
    slowest: float


def project(url: str, stop: Event) -> None:
    """Run our projector."""
    Runner(url, [FOLDED]).run(stop)


def append(url: str, stop: Event) -> int:
    """Append to fresh streams until told to stop; return how many events."""
    number = 0
    with PostgresEventStore(url) as store:
        while not stop.wait(PAUSE):
            store.append(new_stream(), [new_event(n) for n in range(BATCH)], expected=Expected.NO_STREAM)
            number += BATCH
    return number


def read(url: str, stop: Event) -> Reading:
    """Read a total from the live table until told to stop."""
    reads = shrank = seen = 0
    slowest = 0.0
    with psycopg.connect(url, autocommit=True) as connection:
        while not stop.wait(PAUSE):
            began = perf_counter()
            row = connection.execute("SELECT sum(events)::bigint FROM read.folded_report").fetchone()
            slowest = max(slowest, perf_counter() - began)
            total = row[0] or 0 if row else 0
            reads, shrank, seen = reads + 1, shrank + (total < seen), total
    return Reading(reads, shrank, slowest * 1_000)


def _rebuild(bench: Bench) -> Iterator[Finding]:
    events = bench.effort.events(EVENTS)
    with bench.server.fresh(bench.histories.of(events)) as url:
        Runner(url, [FOLDED]).catch_up()
        with (
            in_background(project, url),
            in_background(append, url) as appender,
            in_background(read, url) as reader,
        ):
            bench.tell("rebuilding beside the live read model")
            began = perf_counter()
            comparison = rebuild_beside(url, FOLDED)
            taken = perf_counter() - began
            appended, reading = appender.stop(), reader.stop()
            missing = _missing(url)
    facts = {
        "seconds": round(taken, 1),
        "appended_meanwhile": appended,
        "differences": len(comparison.differences),
        "reads_meanwhile": reading.reads,
        "slowest_read_ms": round(reading.slowest),
    }
    yield _finding(f"rebuild {events:,} events beside the live", events / taken, facts=facts)
    yield _finding("events lost or doubled by the swap", missing, none=True)
    yield _finding("reads that saw the live one shrink", reading.shrank, none=True)


def _missing(url: str) -> int:
    """Return how far the read model is from the log once it is current."""
    with PostgresEventStore(url) as store, connect(url) as connection:
        head = store.head().position
        wait_for(connection, FOLDED, head, PATIENCE)
        row = connection.execute("SELECT sum(events)::bigint FROM read.folded_report").fetchone()
    return abs(head - row[0]) if row else head


def _finding(
    what: str, value: float, *, none: bool = False, facts: Mapping[str, object] | None = None
) -> Finding:
    return Finding(
        workload="B1",
        what=what,
        unit="events" if none else "events/s",
        ours=Samples("ours", (value,)),
        target=at_most(0) if none else None,
        facts=facts or {},
    )


WORKLOADS: Final[dict[str, Workload]] = {"B1": _rebuild}

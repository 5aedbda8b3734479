"""P4: from the death of a projector to the first effect of the one that waited."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from threading import Event
from time import perf_counter
from typing import Final

from benchmarks.bench import Bench, Workload
from benchmarks.finding import Finding, at_most
from benchmarks.payload import new_event, new_stream
from benchmarks.quiet import quiet
from benchmarks.reports import FOLDED
from benchmarks.server import OURS
from eventstore.api import Expected
from eventstore.postgres import PostgresEventStore
from projections.connection import Connection, connect
from projections.progress import wait_for
from projections.runner import Runner

PATIENCE: Final = timedelta(seconds=60)

CONNECTED: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'mentoring-projections-live'"
)


def project(url: str) -> None:
    """Run our projector, until the process is killed."""
    quiet()
    Runner(url, [FOLDED]).run(Event())


@contextmanager
def _projector(url: str) -> Iterator[BaseProcess]:
    process = get_context("forkserver").Process(target=project, args=(url,), daemon=True)
    process.start()
    try:
        yield process
    finally:
        process.kill()
        process.join()


def _takeover(bench: Bench) -> float:
    """Return the milliseconds from the SIGKILL until an event appended after it can be read."""
    with bench.server.fresh(OURS) as url, PostgresEventStore(url) as store, connect(url) as connection:

        def once() -> None:
            position = store.append(new_stream(), [new_event(1)], expected=Expected.NO_STREAM).position
            wait_for(connection, FOLDED, position, PATIENCE)

        with _projector(url) as first:
            once()
            with _projector(url):
                _until_both_are_there(connection)
                began = perf_counter()
                first.kill()
                once()
                return (perf_counter() - began) * 1_000


def _until_both_are_there(connection: Connection) -> None:
    while connection.execute(CONNECTED).fetchone() != (3,):  # both, and this one
        connection.execute("SELECT pg_sleep(0.05)")


def _measure(bench: Bench) -> Iterator[Finding]:
    found = bench.interleaved({"ours": partial(_takeover, bench)})
    yield Finding(
        workload="P4",
        what="takeover from a killed projector",
        unit="ms",
        ours=found["ours"],
        target=at_most(5_000),
    )


WORKLOADS: Final[dict[str, Workload]] = {"P4": _measure}

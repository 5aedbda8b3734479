"""G1-G3: what becomes of appends, of catching up and of the board when the log grows."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from time import perf_counter
from typing import Final

import psycopg

from benchmarks import board
from benchmarks.appends import Task, client
from benchmarks.bench import Bench, Workload
from benchmarks.clients import in_processes
from benchmarks.finding import Finding, Samples, Unit, times
from benchmarks.reports import FOLDED, statement
from benchmarks.sides import ours
from projections.connection import connect
from projections.runner import Runner

SIZES: Final = (10_000, 100_000, 1_000_000, 5_000_000)
BASE: Final = 100_000
"""The size that the others are held against."""

WINDOW: Final = 50_000
"""How many events a projection is behind before it catches up."""

BATCH: Final = 10

WARM_UP: Final = 8
"""Cells of appends before the ones that count. A page that changes for the first time after a checkpoint
goes to the write-ahead log whole, and a long log has many pages; a running server has that behind it soon."""


def _append(bench: Bench, url: str) -> float:
    [rate] = in_processes(client, [Task(ours, url, BATCH, bench.effort.seconds)], bench.effort.seconds)
    return rate


def _prepare_report(url: str, events: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement("aggregate_until"), {"position": events - _window(events)})
        connection.execute("VACUUM (ANALYZE) read.folded_report")


def _window(events: int) -> int:
    return min(WINDOW, events // 2)


def _catch_up(url: str, events: int) -> float:
    place = {"projection": FOLDED.name, "position": events - _window(events)}
    with psycopg.connect(url) as connection:
        connection.execute(statement("stand_at"), place)
    began = perf_counter()
    Runner(url, [FOLDED]).catch_up()
    return _window(events) / (perf_counter() - began)


def _query(bench: Bench, url: str, cycles: int) -> float:
    done = 0
    with connect(url) as connection:
        began = perf_counter()
        while perf_counter() < began + bench.effort.seconds / 2:
            board.ask(connection, done * 7919 % cycles)  # far from the one before
            done += 1
        return done / (perf_counter() - began)


def _measure(bench: Bench) -> Iterator[Finding]:
    sizes = sorted({bench.effort.events(size) for size in SIZES})
    for size in sizes:
        bench.histories.of(size)
    urls = {size: bench.server.url(bench.histories.take(size)) for size in sizes}
    cycles = {}
    for size, url in urls.items():
        bench.tell(f"filling the board of {size:,} events")
        _prepare_report(url, size)
        cycles[size] = board.fill(url, size // board.EVENTS)

    def compare(code: str, what: str, unit: Unit, cell: Callable[[int], float]) -> Iterator[Finding]:
        found = bench.interleaved({f"{size:,}": partial(cell, size) for size in sizes})
        yield from _findings(code, what, unit, found, sizes)

    # The read side first: appends make logs longer, and small ones much longer.
    yield from compare("G2", "catch up", "events/s", lambda size: _catch_up(urls[size], size))
    yield from compare("G3", "board query", "queries/s", lambda size: _query(bench, urls[size], cycles[size]))
    _warm_up(bench, urls)
    yield from compare("G1", f"append {BATCH} x 1", "events/s", lambda size: _append(bench, urls[size]))


def _warm_up(bench: Bench, urls: Mapping[int, str]) -> None:
    [anywhere, *_] = urls.values()
    with psycopg.connect(anywhere, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    for size, url in urls.items():
        bench.tell(f"warming up {size:,} events")
        for _ in range(WARM_UP):
            _append(bench, url)


def _findings(
    code: str, what: str, unit: Unit, found: Mapping[str, Samples], sizes: list[int]
) -> Iterator[Finding]:
    base = BASE if BASE in sizes else sizes[0]
    for size in sizes:
        yield Finding(
            workload=code,
            what=f"{what} at {size:,} events",
            unit=unit,
            ours=found[f"{size:,}"],
            peer=None if size == base else Samples(f"at {base:,}", found[f"{base:,}"].values),
            target=times(0.85) if size == sizes[-1] and size != base else None,
        )


WORKLOADS: Final[dict[str, Workload]] = {"G1 G2 G3": _measure}

"""A7: where the time of an append goes, part by part, one client."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any, Final

import psycopg

from benchmarks import peer
from benchmarks.bench import Bench, Workload
from benchmarks.finding import Finding
from benchmarks.payload import new_event, new_stream
from benchmarks.reports import statement
from benchmarks.server import OURS, PEER
from benchmarks.sides import Side, default, ours, unsafe
from eventstore import arrays
from eventstore.api import Expected, StreamWrite
from eventstore.batch import Batch

EVENTS: Final = 20_000
"""Events a measurement, in appends of whatever size."""

FEWEST: Final = 40
"""Appends a measurement, however large."""

MICRO: Final = 1e6

Call = Callable[[], object]


def _spell_out(batch: int) -> dict[str, Any]:
    events = [new_event(number, 0) for number in range(batch)]
    return dict(arrays.of(Batch.of([StreamWrite(new_stream(), events, Expected.NO_STREAM)])))


def _timed(prepare: Callable[[], Call], batch: int) -> float:
    """Return the median time of a call in microseconds an event."""
    taken = []
    for _ in range(max(FEWEST, min(1000, EVENTS // batch))):
        call = prepare()
        began = perf_counter()
        call()
        taken.append(perf_counter() - began)
    return median(taken) * MICRO / batch


def _client(batch: int) -> float:
    def prepare() -> Call:
        events = [new_event(number, 0) for number in range(batch)]
        write = StreamWrite(new_stream(), events, Expected.NO_STREAM)
        return lambda: arrays.of(Batch.of([write]))

    return _timed(prepare, batch)


def _server(bench: Bench, text: bytes, batch: int) -> float:
    """Time a statement with the parameters of an append, committed without a flush."""
    with bench.server.fresh(OURS) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE log.copied (LIKE log.event INCLUDING ALL)")
        connection.execute("CREATE SEQUENCE log.places CACHE 100000")
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET plan_cache_mode = force_generic_plan")
        arrays.register(connection)
        cursor = connection.cursor()
        return _timed(lambda: partial(cursor.execute, text, _spell_out(batch), prepare=True), batch)


def _store(bench: Bench, template: str, side: Side, batch: int, *, flush: bool) -> float:
    options = "" if flush else "&options=-csynchronous_commit%3Doff"
    with bench.server.fresh(template) as url, side(f"{url}{options}") as prepare:
        return _timed(partial(prepare, batch), batch)


def _parts(bench: Bench, batch: int) -> Mapping[str, Callable[[], float]]:
    return {
        "canonical JSON and arrays, in Python": partial(_client, batch),
        "the same parameters there and back": partial(_server, bench, statement("anatomy_nothing"), batch),
        "… and leaf hashes of them": partial(_server, bench, statement("anatomy_hash"), batch),
        "… or rows into table and indexes": partial(_server, bench, statement("anatomy_insert"), batch),
        "all of it, without a flush": partial(_store, bench, OURS, ours, batch, flush=False),
        "all of it": partial(_store, bench, OURS, ours, batch, flush=True),
        f"{peer.NAME}, all of it": partial(_store, bench, PEER, default, batch, flush=True),
        f"{peer.NAME}, its mode that loses events": partial(_store, bench, PEER, unsafe, batch, flush=True),
    }


def _measure(bench: Bench, *, batch: int) -> Iterator[Finding]:
    for part, found in bench.interleaved(_parts(bench, batch)).items():
        yield Finding(workload="A7", what=f"append {batch}: {part}", unit="µs an event", ours=found)


WORKLOADS: Final[dict[str, Workload]] = {f"A7 {batch}": partial(_measure, batch=batch) for batch in (1, 100)}

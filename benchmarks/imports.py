"""A5: the bulk importer against COPY of ready-made rows into an identical table."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from gc import freeze
from time import perf_counter
from typing import Final

import psycopg

from benchmarks.bench import Bench, Workload
from benchmarks.finding import Finding, times
from benchmarks.histories import history
from benchmarks.reports import statement
from benchmarks.server import OURS
from domain.envelope import NewEvent
from eventstore.canonical import canonical_json
from eventstore.importer import import_events

EVENTS: Final = 300_000

Row = tuple[int, int, datetime, datetime, str, int, str, str, bytes, str, str, str]


def _ours(bench: Bench, events: Sequence[tuple[str, NewEvent]]) -> float:
    with bench.server.fresh(OURS) as url:
        began = perf_counter()
        import_events(url, events)
        return len(events) / (perf_counter() - began)


def _copy(bench: Bench, rows: Sequence[Row]) -> float:
    with bench.server.fresh(OURS) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE log.copied (LIKE log.event INCLUDING ALL)")
        connection.commit()
        began = perf_counter()
        with connection.cursor().copy(statement("copy_events")) as copy:
            for row in rows:
                copy.write_row(row)
        connection.commit()
        return len(rows) / (perf_counter() - began)


def _rows(events: Sequence[tuple[str, NewEvent]]) -> Iterator[Row]:
    """Spell out beforehand what the importer has to find out: text, positions, versions, hashes."""
    versions: dict[str, int] = {}
    for position, (stream, event) in enumerate(events, 1):
        versions[stream] = versions.get(stream, 0) + 1
        yield (
            position,
            versions[stream],
            event.occurred_at,
            event.occurred_at,
            str(event.event_id),
            event.schema_version,
            stream,
            event.type,
            event.event_id.bytes * 2,
            event.metadata["correlation_id"],
            canonical_json(event.data),
            canonical_json(event.metadata),
        )


def _measure(bench: Bench) -> Iterator[Finding]:
    events = list(history(0, bench.effort.events(EVENTS)))
    rows = list(_rows(events))
    freeze()  # what was made ready is no business of the garbage collector's
    found = bench.interleaved({"ours": partial(_ours, bench, events), "COPY": partial(_copy, bench, rows)})
    yield Finding(
        workload="A5",
        what=f"import {len(events):,} events",
        unit="events/s",
        ours=found["ours"],
        peer=found["COPY"],
        target=times(0.8),
    )


WORKLOADS: Final[dict[str, Workload]] = {"A5": _measure}

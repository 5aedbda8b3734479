"""P2: a read model that is one SQL statement is rebuilt, against the same aggregate without checkpoints."""

from collections.abc import Iterator
from functools import partial
from time import perf_counter
from typing import Final

import psycopg

from benchmarks.bench import Bench, Workload
from benchmarks.finding import Finding, at_least, either, times
from benchmarks.reports import COUNTED, statement
from projections.rebuild import rebuild

EVENTS: Final = 1_000_000


def _ours(url: str, events: int) -> float:
    began = perf_counter()
    rebuild(url, COUNTED)
    return events / (perf_counter() - began)


def _plain(url: str, events: int) -> float:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("TRUNCATE read.folded_report")
        began = perf_counter()
        connection.execute(statement("plain_aggregate"))
        return events / (perf_counter() - began)


def _measure(bench: Bench) -> Iterator[Finding]:
    events = bench.effort.events(EVENTS)
    with bench.server.fresh(bench.histories.of(events)) as url:
        _plain(url, events)  # once beforehand, so that nobody is the first to read the rows from disk
        found = bench.interleaved(
            {"ours": partial(_ours, url, events), "plain aggregate": partial(_plain, url, events)}
        )
    yield Finding(
        workload="P2",
        what=f"rebuild in SQL, {events:,} events",
        unit="events/s",
        ours=found["ours"],
        peer=found["plain aggregate"],
        target=either(at_least(600_000), times(0.3)),
    )


WORKLOADS: Final[dict[str, Workload]] = {"P2": _measure}

"""P1: a projection in Python catches up with a log that was there before it."""

from collections.abc import Iterator
from functools import partial
from time import perf_counter, sleep
from typing import Final

import psycopg
from eventsourcing.projection import ProjectionRunner

from benchmarks import peer
from benchmarks.bench import Bench, Workload
from benchmarks.finding import Finding, times
from benchmarks.peer_application import Accounts, Report, ReportView
from benchmarks.peer_histories import filled
from benchmarks.reports import FOLDED
from projections.runner import Runner

EVENTS: Final = 200_000
LOOK: Final = 0.01


class NotAllApplied(Exception):
    """A read model does not add up to its log."""


def ours(bench: Bench, events: int) -> float:
    """Return the events a second that our projector applies to an empty read model."""
    with bench.server.fresh(bench.histories.of(events)) as url:
        began = perf_counter()
        Runner(url, [FOLDED]).catch_up()
        taken = perf_counter() - began
        with psycopg.connect(url) as connection:
            counted = connection.execute("SELECT sum(events) FROM read.folded_report").fetchone()
        if counted != (events,):
            raise NotAllApplied
        return events / taken


def theirs(bench: Bench, template: str, seconds: float) -> float:
    """Return the events a second that the library's runner applies, from the first one on."""
    with (
        bench.server.fresh(template) as url,
        ProjectionRunner(
            application_class=Accounts,
            projection_class=Report,
            view_class=ReportView,
            env=peer.environment(url),
        ) as runner,
    ):
        while (first := runner.view.max_tracking_id(Accounts.name) or 0) == 0:
            sleep(LOOK)
        began = perf_counter()
        runner.run_forever(timeout=seconds)
        last = runner.view.max_tracking_id(Accounts.name) or 0
        return (last - first) / (perf_counter() - began)


def _measure(bench: Bench) -> Iterator[Finding]:
    events = bench.effort.events(EVENTS)
    seconds = bench.effort.seconds * 2
    bench.histories.of(events)
    found = bench.interleaved(
        {
            "ours": partial(ours, bench, events),
            peer.NAME: partial(theirs, bench, filled(bench.server, seconds), seconds),
        }
    )
    yield Finding(
        workload="P1",
        what=f"catch up in Python, {events:,} events",
        unit="events/s",
        ours=found["ours"],
        peer=found[peer.NAME],
        target=times(30),
    )


WORKLOADS: Final[dict[str, Workload]] = {"P1": _measure}

"""P3: from an append to the moment when its effect on a read model can be read."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from statistics import median, quantiles
from threading import Event
from time import perf_counter, sleep
from typing import Final

from eventsourcing.projection import ProjectionRunner

from benchmarks import peer
from benchmarks.background import in_background
from benchmarks.bench import Bench, Workload
from benchmarks.finding import Finding, Samples, at_most, both, times
from benchmarks.payload import new_event, new_stream
from benchmarks.peer_application import Account, Accounts, Report, ReportView
from benchmarks.reports import FOLDED
from benchmarks.server import OURS, PEER
from eventstore.api import Expected
from eventstore.postgres import PostgresEventStore
from projections.connection import connect
from projections.progress import wait_for
from projections.runner import Runner

PACE: Final = timedelta(seconds=1) / 200
"""Between two appends."""

PATIENCE: Final = timedelta(seconds=30)
WARM_UP: Final = 5
SLOWER: Final = 20
"""How many times fewer samples the peer gets: each takes that much longer."""


def project(url: str, stop: Event) -> None:
    """Run our projector."""
    Runner(url, [FOLDED]).run(stop)


def ours(bench: Bench, collect: Callable[[list[float]], object]) -> float:
    """Return the median milliseconds from the call of `append` to the return of `wait_for`."""
    with (
        bench.server.fresh(OURS) as url,
        PostgresEventStore(url) as store,
        connect(url) as connection,
        in_background(project, url),
    ):

        def once() -> None:
            position = store.append(new_stream(), [new_event(1)], expected=Expected.NO_STREAM).position
            wait_for(connection, FOLDED, position, PATIENCE)

        number = int(bench.effort.seconds * 2 / PACE.total_seconds())
        return _latency(once, number, collect)


def theirs(bench: Bench, collect: Callable[[list[float]], object]) -> float:
    """Return the median milliseconds from the call of `save` to the return of the runner's `wait`."""
    with (
        bench.server.fresh(PEER) as url,
        ProjectionRunner(
            application_class=Accounts,
            projection_class=Report,
            view_class=ReportView,
            env=peer.environment(url),
        ) as runner,
    ):

        def once() -> None:
            recording = runner.app.save(Account())[-1]
            runner.wait(recording.notification.id, timeout=PATIENCE.total_seconds())

        number = int(bench.effort.seconds * 2 / PACE.total_seconds() / SLOWER)
        return _latency(once, number, collect)


def _latency(once: Callable[[], object], number: int, collect: Callable[[list[float]], object]) -> float:
    found: list[float] = []
    for _ in range(WARM_UP + number):
        began = perf_counter()
        once()
        taken = perf_counter() - began
        found.append(taken * 1_000)
        sleep(max(0.0, PACE.total_seconds() - taken))
    del found[:WARM_UP]
    collect(found)
    return median(found)


def _measure(bench: Bench) -> Iterator[Finding]:
    all_of_ours: list[float] = []
    all_of_theirs: list[float] = []
    found = bench.interleaved(
        {
            "ours": partial(ours, bench, all_of_ours.extend),
            peer.NAME: partial(theirs, bench, all_of_theirs.extend),
        }
    )
    yield Finding(
        workload="P3",
        what="append to visible, p50",
        unit="ms",
        ours=found["ours"],
        peer=found[peer.NAME],
        target=both(at_most(5), times(20)),
        facts={"samples": len(all_of_ours), "samples_of_peer": len(all_of_theirs)},
    )
    yield Finding(
        workload="P3",
        what="append to visible, p99",
        unit="ms",
        ours=Samples("ours", (_p99(all_of_ours),)),
        peer=Samples(peer.NAME, (_p99(all_of_theirs),)),
        target=at_most(25),
    )


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[-1]


WORKLOADS: Final[dict[str, Workload]] = {"P3": _measure}

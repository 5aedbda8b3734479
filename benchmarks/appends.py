"""A1-A4: how fast events are appended to fresh streams, by batch size and number of client processes."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from gc import freeze
from time import perf_counter
from typing import Final

from benchmarks import peer
from benchmarks.bench import Bench, Workload
from benchmarks.clients import Start, in_processes, until_done
from benchmarks.finding import Finding, Samples, times
from benchmarks.server import OURS, PEER
from benchmarks.sides import Side, default, ours, unsafe

WARM_UP: Final = 10
"""Appends before the clock starts: the driver prepares statements at the fifth."""

FASTEST: Final = 6_000
"""Appends a second that no client exceeds; so many are made ready."""

MOST_EVENTS: Final = 100_000
"""Events a second that no client exceeds."""

LIBRARY: Final = times(2.5)


@dataclass(frozen=True, slots=True)
class Task:
    """What one client process does."""

    side: Side
    url: str
    batch: int
    seconds: float


def client(task: Task, start: Start) -> float:
    """Append for some seconds; return events a second."""
    with task.side(task.url) as prepare:
        for _ in range(WARM_UP):
            prepare(task.batch)()
        number = int(task.seconds * min(FASTEST, MOST_EVENTS // task.batch)) + 1
        ready = [prepare(task.batch) for _ in range(number)]
        freeze()  # what was made ready is no business of the garbage collector's
        start()
        began = perf_counter()
        end = began + task.seconds
        done = 0
        for append in ready:
            append()
            done += 1
            if perf_counter() > end:
                break
        return done * task.batch / (perf_counter() - began)


def _measure(bench: Bench, *, code: str, batch: int, clients: int) -> Iterator[Finding]:
    hung: Counter[str] = Counter()
    seconds = bench.effort.seconds

    def rate(template: str, side: Side) -> float:
        with bench.server.fresh(template) as url:
            return sum(in_processes(client, [Task(side, url, batch, seconds)] * clients, seconds))

    def cell(template: str, side: Side) -> Callable[[], float]:
        return partial(until_done, partial(rate, template, side), partial(hung.update, [side.__name__]))

    found = bench.interleaved(
        {"ours": cell(OURS, ours), peer.NAME: cell(PEER, default), "unsafe": cell(PEER, unsafe)}
    )
    yield Finding(
        workload=code,
        what=f"append {batch} x {clients}",
        unit="events/s",
        ours=found["ours"],
        peer=found[peer.NAME],
        target=LIBRARY,
        facts={"hung": dict(hung)},
    )
    yield Finding(
        workload=code,
        what=f"append {batch} x {clients}, its mode that loses events",
        unit="events/s",
        ours=found["ours"],
        peer=Samples("unsafe", found["unsafe"].values),
    )


WORKLOADS: Final[dict[str, Workload]] = {
    f"{code} {batch}x{clients}": partial(_measure, code=code, batch=batch, clients=clients)
    for code, batch, clients in (
        ("A1", 1, 1),
        ("A2", 1, 4),
        ("A3", 10, 1),
        ("A3", 10, 4),
        ("A4", 100, 1),
        ("A4", 1000, 1),
    )
}

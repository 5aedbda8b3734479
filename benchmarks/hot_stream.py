"""A6: clients append to one stream, each expecting the version it knows, and again after a conflict."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Final
from uuid import UUID

from eventsourcing.persistence import IntegrityError, StoredEvent

from benchmarks import peer
from benchmarks.bench import Bench, Workload
from benchmarks.clients import Start, in_processes
from benchmarks.finding import Finding, times
from benchmarks.payload import STATES, new_event
from benchmarks.server import OURS, PEER
from eventstore.errors import VersionConflict
from eventstore.postgres import PostgresEventStore

CLIENTS: Final = 8
STREAM: Final = UUID(int=1)
NAME: Final = f"bench-{STREAM}"

Attempt = Callable[[int], tuple[int, bool]]
"""Appends one event after a version; returns the version the stream has then, and whether it was appended."""

Store = Callable[[str], AbstractContextManager[Attempt]]


class NotGapless(Exception):
    """A hot stream lost an event or gave a version twice."""


@contextmanager
def ours(url: str) -> Iterator[Attempt]:
    """Open our log; a conflict says which version the stream has."""
    with PostgresEventStore(url, max_size=1) as store:

        def attempt(version: int) -> tuple[int, bool]:
            try:
                return store.append(NAME, [new_event(version)], expected=version).version, True
            except VersionConflict as conflict:
                return int(str(conflict.facts["actual"])), False

        yield attempt


@contextmanager
def theirs(url: str) -> Iterator[Attempt]:
    """Open the peer's default recorder; after a conflict the last event says which version the stream has."""
    with peer.recorder(url) as recorder:

        def attempt(version: int) -> tuple[int, bool]:
            event = StoredEvent(STREAM, version + 1, peer.TOPIC, STATES[0])
            try:
                recorder.insert_events([event])
            except IntegrityError:
                return recorder.select_events(STREAM, desc=True, limit=1)[0].originator_version, False
            return version + 1, True

        yield attempt


@dataclass(frozen=True, slots=True)
class Task:
    """What one client process does."""

    store: Store
    url: str
    seconds: float


def client(task: Task, start: Start) -> tuple[int, int, float]:
    """Append for some seconds; return how many events and conflicts there were, and events a second."""
    with task.store(task.url) as attempt:
        version, appended = attempt(0)
        done, conflicts = int(appended), 0
        start()
        began = perf_counter()
        before = done
        while perf_counter() < began + task.seconds:
            version, appended = attempt(version)
            done += appended
            conflicts += not appended
        return done, conflicts, (done - before) / (perf_counter() - began)


def _versions_of_ours(url: str) -> list[int]:
    with PostgresEventStore(url) as store:
        return [event.version for event in store.load(NAME)]


def _versions_of_theirs(url: str) -> list[int]:
    with peer.recorder(url) as recorder:
        return [event.originator_version for event in recorder.select_events(STREAM)]


def _cell(bench: Bench, template: str, store: Store, versions: Callable[[str], list[int]]) -> float:
    with bench.server.fresh(template) as url:
        reports = in_processes(
            client, [Task(store, url, bench.effort.seconds)] * CLIENTS, bench.effort.seconds
        )
        if versions(url) != list(range(1, sum(done for done, _, _ in reports) + 1)):
            raise NotGapless
        return sum(rate for _, _, rate in reports)


def _measure(bench: Bench) -> Iterator[Finding]:
    found = bench.interleaved(
        {
            "ours": partial(_cell, bench, OURS, ours, _versions_of_ours),
            peer.NAME: partial(_cell, bench, PEER, theirs, _versions_of_theirs),
        }
    )
    yield Finding(
        workload="A6",
        what=f"one hot stream x {CLIENTS}, retried",
        unit="events/s",
        ours=found["ours"],
        peer=found[peer.NAME],
        target=times(1.5),
    )


WORKLOADS: Final[dict[str, Workload]] = {"A6": _measure}

"""Does a follower of the log ever miss an event? A detector that any store can be run with.

A store that gives out positions before their events become visible loses events: a follower who asks
for "position > mine" walks past those that commit late. Many writers with batches of mixed sizes and one
follower make that visible within seconds.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from domain.envelope import NewEvent
from domain.ids import derive
from eventstore.api import EventStore, Expected

PAGE: Final = 1000
"""How many events the follower reads at a time."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a follower saw of what was stored.

    Attributes:
        stored: How many events the writers stored.
        missed: The positions of those that the follower never saw.
        out_of_order: How many the follower saw after a higher position.
        gaps: How many positions from the first to the last hold no event.
    """

    stored: int
    missed: tuple[int, ...]
    out_of_order: int
    gaps: int

    @property
    def clean(self) -> bool:
        """Whether the follower saw everything, in order and without a gap."""
        return not (self.missed or self.out_of_order or self.gaps)


def follow_writers(
    store: EventStore,
    *,
    duration: timedelta,
    now: datetime,
    writers: int = 6,
    batches: Sequence[int] = (1, 1, 200, 400, 1, 50),
) -> Findings:
    """Write to a store for a while, follow it meanwhile, and compare.

    Events are lost at the end of the log, so the writers wait whenever the follower is far from it.

    Args:
        store: The store; it needs as many connections as `writers`, and one for the follower.
        duration: How long the writers write.
        now: When the written events occur.
        writers: How many write at once.
        batches: How many events each of them appends at a time, in turn.
    """
    start, over, written = store.head().position, threading.Event(), threading.Event()
    followed = threading.Event()

    def write(writer: int) -> int:
        count = 0
        while followed.wait() and not over.is_set():
            size = batches[(writer + count) % len(batches)]
            store.append(f"lost-{writer}", _events(start, writer, count, size, now), expected=Expected.ANY)
            count += 1
        return count

    def follow() -> list[int]:
        seen, last = [], start
        try:
            while True:
                finished = written.is_set()  # before reading: what is stored by now will be read
                page = [event.position for event in store.read(after=last, limit=PAGE)]
                seen += page
                last = max([last, *page])
                (followed.set if len(page) < PAGE else followed.clear)()
                if finished and not page:
                    return seen
        finally:
            followed.set()

    with ThreadPoolExecutor(writers + 1) as threads:
        following = threads.submit(follow)
        writing = [threads.submit(write, writer) for writer in range(writers)]
        over.wait(duration.total_seconds())
        over.set()
        wait(writing)
        written.set()
        for writer in writing:
            writer.result()
        seen = following.result()
    return _compare(_positions(store, start), seen)


def _events(start: int, writer: int, batch: int, size: int, now: datetime) -> list[NewEvent]:
    return [
        NewEvent(
            event_id=derive("lost", start, writer, batch, index),
            type="example.happened",
            schema_version=1,
            data={"writer": writer, "batch": batch, "index": index},
            metadata={"correlation_id": f"lost-{writer}"},
            occurred_at=now,
        )
        for index in range(size)
    ]


def _positions(store: EventStore, start: int) -> list[int]:
    positions: list[int] = []
    while page := store.read(after=positions[-1] if positions else start, limit=5000):
        positions += [event.position for event in page]
    return positions


def _compare(stored: list[int], seen: list[int]) -> Findings:
    return Findings(
        stored=len(stored),
        missed=tuple(sorted(set(stored) - set(seen))),
        out_of_order=sum(later < earlier for earlier, later in pairwise(seen)),
        gaps=(stored[-1] - stored[0] + 1 - len(stored)) if stored else 0,
    )

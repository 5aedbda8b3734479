"""Logs of a given length, made once for a run and copied for each cell that writes."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final
from uuid import NAMESPACE_OID, uuid5

import psycopg

from benchmarks.payload import new_event
from benchmarks.server import OURS, Server
from domain.envelope import NewEvent
from eventstore.importer import Imported, import_events

LIVES: Final = 500
"""How many streams grow at the same time, one event each in turn."""

LENGTH: Final = 40
"""How many events a stream gets before another takes its place."""


def history(first: int, last: int) -> Iterator[tuple[str, NewEvent]]:
    """Yield the events of a long history from one number (counted from 0) to before another."""
    for number in range(first, last):
        yield _stream(number // (LIVES * LENGTH), number % LIVES), new_event(number)


@lru_cache(maxsize=LIVES)
def _stream(generation: int, place: int) -> str:
    return f"bench-{uuid5(NAMESPACE_OID, f'{generation}/{place}')}"


class Histories:
    """Databases whose logs hold so many events; each grows out of the next smaller one."""

    def __init__(self, server: Server, tell: Callable[[str], object]) -> None:
        self._server = server
        self._tell = tell
        self._made: set[int] = set()

    def of(self, events: int) -> str:
        """Return the name of a database with a log of so many events; copy it to write to it."""
        name = f"history_{events}"
        if events not in self._made:
            smaller = max((made for made in self._made if made < events), default=0)
            self._server.copy(f"history_{smaller}" if smaller else OURS, name)
            self._grow(self._server.url(name), smaller, events)
            self._made.add(events)
        return name

    def take(self, events: int) -> str:
        """Return the name of such a database for the caller to write to, who gets it alone."""
        name = f"taken_{events}"
        self._server.rename(self.of(events), name)
        self._made.discard(events)
        return name

    def _grow(self, url: str, first: int, last: int) -> None:
        def progress(done: Imported) -> None:
            self._tell(f"making a log of {last:,} events: {done.position:,}")

        import_events(url, history(first, last), progress=progress)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE) log.event")
            connection.execute("CHECKPOINT")

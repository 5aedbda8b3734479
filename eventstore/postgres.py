"""The log in PostgreSQL."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Final, Self
from uuid import UUID

import psycopg

from domain.envelope import NewEvent, RecordedEvent
from eventstore import arrays
from eventstore.api import Appended, ExpectedVersion, Head, StreamWrite
from eventstore.batch import Batch
from eventstore.canonical import parse
from eventstore.listener import Listener
from eventstore.pool import Role, open_pool
from eventstore.queries import query
from eventstore.translation import translated

END: Final = 2**63 - 1
"""Beyond every position."""


APPEND: Final = query("append")
LOAD: Final = query("load")
READ: Final = query("read")
READ_TYPES: Final = query("read_types")
READ_CORRELATION: Final = query("read_correlation")
FIND: Final = query("find")


class PostgresEventStore:
    """An `EventStore` in a migrated PostgreSQL database; safe to share between threads.

    After the database went away and came back, the first call that meets a dead connection tries once
    more on a fresh one; that is safe, since appending the same events twice is.

    Args:
        conninfo: A libpq connection string; its user needs membership of `role`.
        role: What the connections may do; a writer may append and read, a reader only read.
        max_size: How many connections at most, one for each thread that calls at the same time.
        timeout: How long a call waits for a connection before it is `StoreUnreachable`.
    """

    def __init__(
        self,
        conninfo: str,
        *,
        role: Role = "mentoring_writer",
        max_size: int = 8,
        timeout: timedelta = timedelta(seconds=5),
    ) -> None:
        self._pool = open_pool(conninfo, role=role, max_size=max_size, timeout=timeout)
        self._listener = Listener(conninfo, role=role)

    def close(self) -> None:
        """Close every connection; the store is of no use afterwards."""
        self._listener.close()
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, stream: str, events: Sequence[NewEvent], *, expected: ExpectedVersion) -> Appended:
        """See `EventStore.append`."""
        return self.append_many([StreamWrite(stream, events, expected)])[0]

    def append_many(self, writes: Sequence[StreamWrite]) -> list[Appended]:
        """See `EventStore.append_many`."""
        batch = Batch.of(writes)
        [(versions, positions, duplicate)] = self._fetch(APPEND, arrays.of(batch))
        return [
            Appended(stream, version, position, duplicate)
            for stream, version, position in zip(batch.streams, versions, positions, strict=True)
        ]

    def load(
        self,
        stream: str,
        *,
        after_version: int = 0,
        until_position: int | None = None,
        until: datetime | None = None,
    ) -> list[RecordedEvent]:
        """See `EventStore.load`."""
        ceiling = self._ceiling(until_position, until)
        rows = self._fetch(LOAD, {"stream": stream, "after_version": after_version, "ceiling": ceiling})
        return [_event(row) for row in rows]

    def read(
        self,
        *,
        after: int = 0,
        limit: int = 500,
        types: Collection[str] | None = None,
        correlation_id: str | None = None,
        until_position: int | None = None,
        until: datetime | None = None,
    ) -> list[RecordedEvent]:
        """See `EventStore.read`."""
        statement = READ_TYPES if types is not None else READ
        statement = READ_CORRELATION if correlation_id is not None else statement
        parameters = {
            "after": after,
            "limit": limit,
            "types": None if types is None else list(types),
            "correlation_id": correlation_id,
            "ceiling": self._ceiling(until_position, until),
        }
        return [_event(row) for row in self._fetch(statement, parameters)]

    def find(self, event_id: UUID) -> RecordedEvent | None:
        """See `EventStore.find`."""
        rows = self._fetch(FIND, {"event_id": event_id})
        return _event(rows[0]) if rows else None

    def head(self) -> Head:
        """See `EventStore.head`."""
        rows = self._fetch("SELECT position, recorded_at FROM log.head")
        return Head(*rows[0]) if rows else Head(0, None)

    def wait(self, after: int, timeout: timedelta) -> bool:
        """See `EventStore.wait`; woken by the database, and asks it once more at the end."""
        return self._listener.wait(after, timeout) or self.head().position > after

    def _ceiling(self, until_position: int | None, until: datetime | None) -> int:
        ceiling = END if until_position is None else until_position
        if until is None:
            return ceiling
        [(position,)] = self._fetch("SELECT log.position_at(%(until)s)", {"until": until})
        return min(ceiling, int(position))

    def _fetch(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with translated():
            with self._pool.connection() as connection:
                try:
                    return connection.kept.execute(
                        statement, parameters, prepare=True, binary=True
                    ).fetchall()
                except psycopg.OperationalError:
                    if not connection.broken:
                        raise
            self._pool.check()  # the idle ones are dead too: replace them before the second attempt
            with self._pool.connection() as connection:
                return connection.kept.execute(statement, parameters, prepare=True, binary=True).fetchall()


def _event(row: tuple[Any, ...]) -> RecordedEvent:
    (
        position,
        version,
        occurred_at,
        recorded_at,
        event_id,
        schema_version,
        stream,
        kind,
        leaf,
        data,
        metadata,
    ) = row
    return RecordedEvent(
        event_id=event_id,
        stream=stream,
        version=version,
        position=position,
        type=kind,
        schema_version=schema_version,
        data=parse(data),
        metadata=parse(metadata),
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        leaf_hash=leaf,
    )

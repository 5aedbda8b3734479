"""The log as it is kept, byte by byte; where it is kept makes no difference to what is checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Final, Protocol

import psycopg
from psycopg.rows import DictRow, dict_row

from domain.envelope import RecordedEvent
from eventstore.api import EventStore
from eventstore.canonical import canonical_json, parse
from eventstore.pool import conninfo_as
from eventstore.translation import translated

PAGE: Final = 1_000
"""How many events are fetched at a time."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An event with the very text that its hash was computed from.

    Attributes:
        event: The event, read.
        data: Its data, as stored.
        metadata: Its metadata, as stored.
    """

    event: RecordedEvent
    data: str
    metadata: str


class Log(Protocol):
    """Something that keeps a whole log."""

    def head(self) -> int:
        """Return the last position; 0 when the log is empty."""
        ...

    def events(self, head: int) -> Iterator[Kept]:
        """Yield every event up to a position, in the order of positions."""
        ...


class DatabaseLog:
    """The log in PostgreSQL, read as the role ``mentoring_auditor``, which can change nothing.

    Args:
        conninfo: A libpq connection string; its user needs membership of the role.

    Raises:
        StoreUnreachable: the database does not answer.
        SchemaMissing: it holds no log.
    """

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo_as(conninfo, "mentoring_auditor")

    def head(self) -> int:
        """See `Log`."""
        with translated(), psycopg.connect(self._conninfo) as connection:
            row = connection.execute("SELECT position FROM log.head").fetchone()
        return int(row[0]) if row else 0

    def events(self, head: int) -> Iterator[Kept]:
        """See `Log`; all from one snapshot, a page at a time."""
        query = (resources.files("audit") / "sql" / "event.sql").read_text("utf-8")
        with translated(), psycopg.connect(self._conninfo) as connection:
            connection.read_only = True
            with connection.cursor("audit", row_factory=dict_row) as cursor:
                cursor.itersize = PAGE
                for row in cursor.execute(query, {"head": head}):
                    yield _kept(row)


class StoreLog:
    """The log of any store, by its public promise; the text is what the store's values spell."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    def head(self) -> int:
        """See `Log`."""
        return self._store.head().position

    def events(self, head: int) -> Iterator[Kept]:
        """See `Log`."""
        after = 0
        while page := self._store.read(after=after, limit=PAGE, until_position=head):
            for event in page:
                yield Kept(event, canonical_json(event.data), canonical_json(event.metadata))
            after = page[-1].position


def _kept(row: DictRow) -> Kept:
    data, metadata = row.pop("data"), row.pop("metadata")
    return Kept(RecordedEvent(**row, data=parse(data), metadata=parse(metadata)), data, metadata)

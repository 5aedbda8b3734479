"""Two connections, one step at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from eventstore import arrays
from eventstore.api import Expected, StreamWrite
from eventstore.batch import Batch
from eventstore.postgres import APPEND
from eventstore.testing import new_events


@contextmanager
def in_the_middle(database: str, stream: str, *events: str) -> Iterator[psycopg.Connection]:
    """An append of example events that has happened and is not committed; commit it on the connection."""
    batch = Batch.of([StreamWrite(stream, new_events(*events), Expected.ANY)])
    with psycopg.connect(database) as connection:
        arrays.register(connection)
        connection.execute(APPEND, arrays.of(batch))
        yield connection


def until_waiting(database: str) -> None:
    """Return as soon as some connection waits for a lock."""
    with psycopg.connect(database, autocommit=True) as connection:
        while connection.execute("SELECT FROM pg_locks WHERE NOT granted").fetchone() is None:
            pass

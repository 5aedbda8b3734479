"""Two connections, one step at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import Any

import psycopg
import pytest

from eventstore import arrays
from eventstore.api import Expected, StreamWrite
from eventstore.batch import Batch
from eventstore.postgres import APPEND
from eventstore.testing import new_events
from projections.statement import statement
from tests.kit.looking import until


@contextmanager
def in_the_middle(database: str, stream: str, *events: str) -> Iterator[psycopg.Connection]:
    """An append of example events that has happened and is not committed; commit it on the connection."""
    batch = Batch.of([StreamWrite(stream, new_events(*events), Expected.ANY)])
    with psycopg.connect(database) as connection:
        arrays.register(connection)
        connection.execute(APPEND, arrays.of(batch))
        yield connection


def until_waiting(database: str, connections: int = 1) -> None:
    """Return as soon as so many connections to the database wait for a lock."""
    waiting = """SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
                 AND datname = current_database() AND backend_type = 'client backend'"""
    with psycopg.connect(database, autocommit=True) as connection:
        until(lambda: connection.execute(waiting).fetchone() == (connections,))


@contextmanager
def before_statements(act: Callable[[object], None]) -> Iterator[None]:
    """Let something happen before each statement of this thread, told which; it may run statements itself."""
    me, execute, acting = get_ident(), psycopg.Cursor.execute, False

    def announced(cursor: psycopg.Cursor, query: object, *rest: Any, **more: Any) -> object:  # noqa: ANN401 - the driver's
        nonlocal acting
        if get_ident() == me and not acting:
            acting = True
            try:
                act(query)
            finally:
                acting = False
        return execute(cursor, query, *rest, **more)  # type: ignore[call-overload]  # as it came

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", announced)
        yield


@contextmanager
def before(name: str, act: Callable[[], object]) -> Iterator[None]:
    """Let something happen once, before this thread first runs a named statement of the read side."""
    todo = [act]

    def look(query: object) -> None:
        if query == statement(name) and todo:
            todo.pop()()

    with before_statements(look):
        yield
    assert not todo, f"{name} was not run"

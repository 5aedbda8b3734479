"""Small projections to try the machinery on: a count in Python and in SQL, and a trail of versions."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from domain.envelope import NewEvent
from eventstore.api import Expected
from eventstore.postgres import PostgresEventStore
from projections.connection import Connection
from projections.fold import FoldProjection, LogEvent
from projections.set_based import SqlProjection

COUNTED: Final = "tally.counted"
NOON: Final = datetime(2030, 6, 1, 12, tzinfo=UTC)


class Poison(Exception):
    """An event that the fold cannot digest."""


def fold(connection: Connection, events: Sequence[LogEvent]) -> None:
    """Count events for each stream; an event that says so is poison."""
    counts: Counter[str] = Counter()
    last: dict[str, int] = {}
    for event in events:
        if event.data.get("poison"):
            message = f"cannot digest version {event.version}"
            raise Poison(message)
        counts[event.stream] += 1
        last[event.stream] = event.position
    connection.execute(
        "INSERT INTO tally SELECT * FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) "
        "ON CONFLICT (stream) DO UPDATE SET events = tally.events + excluded.events, last = excluded.last",
        [list(counts), list(counts.values()), [last[stream] for stream in counts]],
    )


TALLY: Final = FoldProjection("tally", ("tally",), (COUNTED,), fold, batch=50)
COUNT: Final = SqlProjection(
    "count",
    ("count",),
    b"INSERT INTO count SELECT stream, count(*), max(position) FROM log.event "
    b"WHERE position > %(after)s AND position <= %(upto)s AND type = 'tally.counted' GROUP BY stream "
    b"ON CONFLICT (stream) DO UPDATE SET events = count.events + excluded.events, last = excluded.last",
    batch=200,
)


def trail(connection: Connection, events: Sequence[LogEvent]) -> None:
    """Write down the versions of each stream in the order in which they come; some events are poison."""
    for event in events:
        if event.data.get("poison"):
            message = f"cannot digest version {event.version}"
            raise Poison(message)
        connection.execute(
            "INSERT INTO trail VALUES (%s, ARRAY[%s::bigint]) "
            "ON CONFLICT (stream) DO UPDATE SET versions = trail.versions || excluded.versions",
            [event.stream, event.version],
        )


TRAIL: Final = FoldProjection("trail", ("trail",), (COUNTED,), trail, batch=7)


def mended(projection: FoldProjection) -> FoldProjection:
    """Return a fold that can digest poison, too."""

    def digest(connection: Connection, events: Sequence[LogEvent]) -> None:
        projection.fold(connection, [event._replace(data={}) for event in events])

    return replace(projection, fold=digest)


@pytest.fixture
def tallies(database: str) -> str:
    """The URL of a database that has the tables of these projections."""
    create_tables(database)
    return database


def create_tables(database: str) -> None:
    """Create the tables that the projections fill."""
    with psycopg.connect(database) as connection:
        connection.execute("SET ROLE mentoring_owner")
        for table in ("tally", "count"):
            create = "CREATE TABLE read.{} (stream text PRIMARY KEY, events bigint, last bigint)"
            connection.execute(sql.SQL(create).format(sql.Identifier(table)))
        connection.execute("CREATE TABLE read.trail (stream text PRIMARY KEY, versions bigint[])")


def counted(stream: str, *, number: int = 1, store: PostgresEventStore, **data: object) -> int:
    """Append events to be counted; return the position of the last."""
    events = [
        NewEvent(
            event_id=uuid4(),
            type=COUNTED,
            schema_version=1,
            data=data,
            metadata={
                "actor": {"type": "engine", "id": "engine"},
                "correlation_id": "test",
                "causation_id": "test",
            },
            occurred_at=NOON,
        )
        for _ in range(number)
    ]
    return store.append(stream, events, expected=Expected.ANY).position


def tally_of(database: str, table: str = "tally") -> dict[str, int]:
    """Return what a table counted, by stream."""
    with psycopg.connect(database) as connection:
        query = sql.SQL("SELECT stream, events FROM read.{}").format(sql.Identifier(table))
        return dict(connection.execute(query).fetchall())


def trail_of(database: str) -> dict[str, list[int]]:
    """Return the versions of each stream in the order in which they were applied."""
    with psycopg.connect(database) as connection:
        return dict(connection.execute("SELECT stream, versions FROM read.trail").fetchall())

"""Bring a history from elsewhere into the log, many events at a time.

It is the one way around ``log.append``: what that function works out row by row (positions, versions,
hashes), the importer works out itself, under the same lock, and copies whole rows. So it needs a role that
may insert, which is for whoever migrates, while they do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

import psycopg
from psycopg.errors import UniqueViolation

from domain.envelope import NewEvent
from eventstore import arrays
from eventstore.batch import Batch, Content, stream_name
from eventstore.canonical import canonical_json
from eventstore.errors import EventIdReused
from eventstore.pool import conninfo_as
from eventstore.queries import query
from eventstore.rows import BEGIN, END, rows
from eventstore.translation import translated

CHUNK: Final = 20_000
"""Events a transaction; an append by somebody else waits about a third of a second for one."""

BLOCK: Final = 50
"""Events that are sent to the database at a time; it stores them while the next are made."""

HEAD: Final = query("import_head")
KNOWN: Final = query("import_known")
VERSIONS: Final = query("import_versions")
COPY: Final = query("import_copy")


@dataclass(frozen=True, slots=True)
class Imported:
    """How far an import has come.

    Attributes:
        given: Events taken from the source so far.
        written: Those that were new to the log.
        position: The end of the log.
    """

    given: int
    written: int
    position: int


def import_events(
    conninfo: str,
    events: Iterable[tuple[str, NewEvent]],
    *,
    progress: Callable[[Imported], object] = lambda _: None,
    chunk: int = CHUNK,
) -> Imported:
    """Append events, each to the end of its stream, in the given order; return what came of it.

    Events that the log holds already are skipped, so an import that broke off is started again from the
    beginning, or from wherever its source can. Chunks are committed one by one.

    Args:
        conninfo: A libpq connection string; its user needs membership of ``mentoring_importer``.
        events: Stream and event, in the order in which they are to stand in the log.
        progress: Called after each chunk.
        chunk: Events a transaction.

    Raises:
        EventIdReused: an event id is in the log, or came before, with other content.
        BadAppend: an event is not well-formed.
        NotCanonical: data or metadata hold what canonical JSON cannot spell.
        StoreUnreachable: the database cannot be reached; what was committed stays.
    """
    source = iter(events)
    done = Imported(0, 0, 0)
    with (
        translated(),
        psycopg.connect(conninfo_as(conninfo, "mentoring_importer"), autocommit=True) as connection,
    ):
        arrays.register(connection)
        connection.execute("SET enable_seqscan = off")  # a log that grows this fast has no statistics
        while (given := list(islice(source, chunk))) or done.given == 0:
            written, position = _store(connection, given)
            done = Imported(done.given + len(given), done.written + written, position)
            progress(done)
            if not given:
                break
    return done


def _store(connection: psycopg.Connection, events: list[tuple[str, NewEvent]]) -> tuple[int, int]:
    """Commit a chunk; return how many events were new, and where the log ends."""
    try:
        return _copy(connection, events, known=lambda _: {})
    except UniqueViolation:  # rare enough that looking first, which costs a tenth, does not pay
        return _copy(connection, events, known=lambda cursor: _known(cursor, events))


def _copy(
    connection: psycopg.Connection,
    events: list[tuple[str, NewEvent]],
    known: Callable[[psycopg.Cursor], dict[UUID, Content]],
) -> tuple[int, int]:
    """Commit a chunk, but for what is known; return how many events that were, and where the log ends."""
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7001, 1)")  # as log.append does, and for its reason
        [(head, at)] = cursor.execute(HEAD).fetchall()
        new = _new(events, known(cursor))
        versions = _versions(cursor, {stream for stream, _ in new})
        with cursor.copy(COPY) as copy:
            copy.write(BEGIN)
            for first in range(0, len(new), BLOCK):
                batch = _spelled_out(new[first : first + BLOCK])
                copy.write(b"".join(rows(batch, head + first, at, versions)))
            copy.write(END)
        head += len(new)
        if new:
            cursor.execute("SELECT pg_notify('log', %s)", [str(head)])
    return len(new), head


def _known(cursor: psycopg.Cursor, events: list[tuple[str, NewEvent]]) -> dict[UUID, Content]:
    """Return the content of those events that the log holds already."""
    ids = arrays.uuids([event.event_id for _, event in events])
    found = cursor.execute(KNOWN, {"ids": ids}).fetchall()
    return {event_id: tuple(content) for event_id, *content in found}


def _new(events: list[tuple[str, NewEvent]], known: dict[UUID, Content]) -> list[tuple[str, NewEvent]]:
    """Return the events to store, in order.

    Raises:
        EventIdReused: an event is known, or came before, with other content.
    """
    new: dict[UUID, tuple[str, NewEvent]] = {}
    for stream, event in events:
        if event.event_id in known:
            before = known[event.event_id]
        elif event.event_id in new:
            before = _content(*new[event.event_id])
        else:
            new[event.event_id] = stream, event
            continue
        if before != _content(stream, event):
            raise EventIdReused.by(event.event_id, stream, before[0])
    return list(new.values())


def _content(stream: str, event: NewEvent) -> Content:
    return stream, event.type, event.schema_version, canonical_json(event.data)


def _versions(cursor: psycopg.Cursor, streams: set[str]) -> dict[str, int]:
    """Return where streams end."""
    return dict(cursor.execute(VERSIONS, {"streams": arrays.texts(streams)}).fetchall())


def _spelled_out(events: list[tuple[str, NewEvent]]) -> Batch:
    """Return events as columns, with a stream for each."""
    batch = Batch()
    for stream, event in events:
        batch.streams.append(stream_name(stream))
        batch.add_event(event)
    return batch

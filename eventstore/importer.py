"""Bring a history from elsewhere into the log, many events at a time."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Final

import psycopg

from domain.envelope import NewEvent
from eventstore.api import Expected
from eventstore.batch import Batch
from eventstore.pool import conninfo_as
from eventstore.queries import query
from eventstore.translation import translated

CHUNK: Final = 5_000
"""Events a transaction; an append by somebody else waits about a tenth of a second for one."""

ESCAPE: Final = "\\"

STAGE: Final = query("stage")


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
    beginning, or from wherever its source can. Chunks are committed one by one; while the database
    stores one, the next is prepared.

    Args:
        conninfo: A libpq connection string; its user needs membership of ``mentoring_writer``.
        events: Stream and event, in the order in which they are to stand in the log.
        progress: Called after each chunk.
        chunk: Events a transaction.

    Raises:
        EventIdReused: an event id is in the log, or came before, with other content.
        BadAppend: an event is not well-formed.
        NotCanonical: data or metadata hold what canonical JSON cannot spell.
        StoreUnreachable: the database cannot be reached; what was committed stays.
    """
    done = Imported(0, 0, 0)
    with (
        translated(),
        psycopg.connect(conninfo_as(conninfo, "mentoring_writer"), autocommit=True) as connection,
        ThreadPoolExecutor(1) as sender,
    ):
        for given, written, position in _pipelined(sender, connection, _chunks(events, chunk)):
            done = Imported(done.given + given, done.written + written, position)
            progress(done)
    return done


def _chunks(events: Iterable[tuple[str, NewEvent]], size: int) -> Iterator[list[str]]:
    """Yield the rows of each chunk; an empty one when there are no events."""
    source, first = iter(events), 0
    while (rows := _rows(list(islice(source, size)), first)) or first == 0:
        yield rows
        first += size


def _rows(events: list[tuple[str, NewEvent]], first: int) -> list[str]:
    """Return events as rows in the text format of COPY."""
    batch = Batch()
    for stream, event in events:
        batch.add_stream(stream, Expected.ANY)
        batch.add_event(event)
    columns = zip(
        batch.occurred,
        batch.ids,
        batch.schema_versions,
        batch.streams,
        batch.types,
        batch.data,
        batch.metadata,
        strict=True,
    )
    # Canonical JSON escapes what the format reserves, all but its own escape character.
    return [
        f"{n}\t{at.isoformat()}\t{event_id}\t{version}\t{stream}\t{kind}\t"
        f"{data.replace(ESCAPE, ESCAPE * 2)}\t{metadata.replace(ESCAPE, ESCAPE * 2)}\n"
        for n, (at, event_id, version, stream, kind, data, metadata) in enumerate(columns, first)
    ]


def _pipelined(
    sender: ThreadPoolExecutor, connection: psycopg.Connection, chunks: Iterator[list[str]]
) -> Iterator[tuple[int, int, int]]:
    """Yield what came of each chunk; one is stored while the next is made."""
    pending = sender.submit(_store, connection, next(chunks))
    for rows in chunks:
        yield pending.result()
        pending = sender.submit(_store, connection, rows)
    yield pending.result()


def _store(connection: psycopg.Connection, rows: list[str]) -> tuple[int, int, int]:
    """Commit a chunk; return how many events were given and new, and where the log ends."""
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7001, 2)")  # one import at a time, see log.import_staged
        with cursor.copy(STAGE) as copy:
            copy.write("".join(rows))
        [(written, position)] = cursor.execute("SELECT written, head FROM log.import_staged()").fetchall()
    return len(rows), written, position

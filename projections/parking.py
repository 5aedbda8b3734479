"""Streams that a projection went on without, and how people bring them back."""

from dataclasses import dataclass
from datetime import datetime

from psycopg.rows import class_row

from domain.envelope import Metadata
from domain.operations import EventParked, EventRetried, EventSkipped, SkipReason, projection_stream
from domain.sealed import Sealed
from eventstore.api import EventStore
from projections.checkpoint import Checkpoint
from projections.connection import Connection, connect, passes
from projections.errors import NotParked
from projections.fold import FoldProjection, LogEvent
from projections.journal import record
from projections.projection import Span
from projections.statement import ask, statement


@dataclass(frozen=True, slots=True)
class ParkedStream:
    """A stream that a projection could not follow any further.

    Attributes:
        projection: The name of the projection.
        stream: The stream; its later events wait.
        position: The event that failed.
        type: The type of that event.
        failure: Why.
        attempts: How often it was tried.
    """

    projection: str
    stream: str
    position: int
    type: str
    failure: str
    attempts: int


def parked_streams(connection: Connection, projection: str | None = None) -> list[ParkedStream]:
    """Return the parked streams of one projection or of all, the earliest failure first."""
    with connection.cursor(row_factory=class_row(ParkedStream)) as cursor:
        return cursor.execute(statement("list_parked"), {"projection": projection}).fetchall()


def left_out(connection: Connection, checkpoint: Checkpoint) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the streams and positions that a batch of a projection leaves out."""
    key = {"projection": checkpoint.projection, "build": checkpoint.build, "shard": checkpoint.shard}
    [streams] = connection.execute(statement("parked_streams"), key).fetchall()
    return tuple(streams[0]), _skipped(connection, checkpoint.projection)


def park(
    connection: Connection, checkpoint: Checkpoint, position: int, failure: str, store: EventStore | None
) -> None:
    """Go on without the stream of an event; recorded in the log where readers are concerned.

    Raises:
        Overtaken: the checkpoint does not stand just before the event.
    """
    [(stream, kind, now)] = connection.execute(statement("event_at"), {"position": position}).fetchall()
    if store and checkpoint.build == "live":
        name = failure.partition(":")[0]
        fact = EventParked(projection=checkpoint.projection, stream=stream, position=position, failure=name)
        record(store, fact, about=name, at=now)
    with connection.transaction():
        checkpoint.advance(connection, position - 1, position)
        key = {"projection": checkpoint.projection, "build": checkpoint.build, "shard": checkpoint.shard}
        row = {"stream": stream, "position": position, "type": kind, "failure": failure[:1000]}
        connection.execute(statement("park"), key | row)


def retry(
    conninfo: str,
    projection: FoldProjection,
    stream: str,
    *,
    store: EventStore,
    metadata: Metadata,
    now: datetime,
) -> ParkedStream | None:
    """Try a parked stream again from the event that failed; None when the read model holds all of it now.

    Args:
        conninfo: Where the database is.
        projection: Which projection.
        stream: Which parked stream.
        store: Where the attempt is recorded.
        metadata: Who asked.
        now: The engine's time.

    Returns:
        The stream as it is parked again, perhaps at a later event, or None.

    Raises:
        NotParked: the projection holds no such stream back.
    """
    with connect(conninfo) as connection:
        held = _find(connection, projection, stream)
        fact = EventRetried(
            projection=projection.name, stream=stream, position=held.position, attempt=held.attempts + 1
        )
        record(store, fact, about=fact.attempt, at=now, metadata=metadata)
        return _release(connection, projection, stream)


def skip(  # noqa: PLR0913 - an audited act names everything it rests on
    conninfo: str,
    projection: FoldProjection,
    stream: str,
    *,
    reason: SkipReason,
    note: Sealed | None = None,
    store: EventStore,
    metadata: Metadata,
    now: datetime,
) -> ParkedStream | None:
    """Leave out the event that failed, for good, and apply the rest of its stream.

    Args:
        conninfo: Where the database is.
        projection: Which projection.
        stream: Which parked stream.
        reason: Why, as a class.
        note: Why, in words.
        store: Where the decision is recorded.
        metadata: Who decided.
        now: The engine's time.

    Returns:
        The stream as it is parked again at a later event, or None.

    Raises:
        NotParked: the projection holds no such stream back.
    """
    with connect(conninfo) as connection:
        held = _find(connection, projection, stream)
        fact = EventSkipped(
            projection=projection.name, stream=stream, position=held.position, reason=reason, note=note
        )
        record(store, fact, about=reason, at=now, metadata=metadata)
        return _release(connection, projection, stream)


def _find(connection: Connection, projection: FoldProjection, stream: str) -> ParkedStream:
    for held in parked_streams(connection, projection.name):
        if held.stream == stream:
            return held
    raise NotParked(projection=projection.name, stream=stream)


def _release(connection: Connection, projection: FoldProjection, stream: str) -> ParkedStream | None:
    key = {"projection": projection.name, "stream": stream}
    with connection.transaction():
        rows = ask(connection, "hold_parked", **key)
        if not rows:
            raise NotParked(**key)
        span = Span(0, rows[0]["upto"], skipped=_skipped(connection, projection.name))
        for event in projection.of_stream(connection, stream, rows[0]["since"], span):
            failure = _try(connection, projection, event)
            if failure is not None:
                again = {"position": event.position, "type": event.type, "failure": failure[:1000]}
                connection.execute(statement("park_again"), key | again)
                return _find(connection, projection, stream)
        connection.execute(statement("unpark"), key)
        return None


def _try(connection: Connection, projection: FoldProjection, event: LogEvent) -> str | None:
    """Apply one event, or undo what it began and return why it failed."""
    try:
        with connection.transaction():
            projection.fold(connection, [event])
    except Exception as error:
        if passes(error):
            raise
        return f"{type(error).__name__}: {error}"
    return None


def _skipped(connection: Connection, projection: str) -> tuple[int, ...]:
    stream = projection_stream(projection)
    [skipped] = connection.execute(statement("skipped_events"), {"stream": stream}).fetchall()
    return tuple(skipped[0])

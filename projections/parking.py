"""What people do about events that a projection cannot apply; all of it is recorded in the log."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from domain.envelope import Metadata
from domain.operations import EventRetried, EventSkipped, SkipReason
from domain.sealed import Sealed
from eventstore.api import EventStore
from projections.checkpoint import Checkpoint, Overtaken
from projections.connection import Connection, connect, passes
from projections.errors import CannotPark, NotParked, NotStopped
from projections.failure import describe, kind_in
from projections.fold import FoldProjection, LogEvent
from projections.journal import record
from projections.parked import ParkedStream, parked_streams, set_aside
from projections.projection import Projection
from projections.statement import ask, statement
from projections.turns import keep_rebuilds_off


def park(
    conninfo: str, projection: Projection, *, store: EventStore, metadata: Metadata, now: datetime
) -> list[ParkedStream]:
    """Let a stopped projection go on without the stream of the event it stopped at.

    Later events of that stream wait until it is tried again (`retry`) or the event is left out (`skip`).

    Args:
        conninfo: Where the database is.
        projection: Which projection.
        store: Where it is recorded.
        metadata: Who decided.
        now: The engine's time.

    Returns:
        What was parked: one stream for each stopped shard.

    Raises:
        CannotPark: its rows do not belong to single streams.
        NotStopped: it did not stop at an event.
        RebuildRunning: it is being rebuilt or compared.
    """
    fold = _fold_of(projection)
    with connect(conninfo) as connection:
        keep_rebuilds_off(connection, fold)
        stops = ask(connection, "stopped_at", projection=fold.name)
        if not stops:
            raise NotStopped(projection=fold.name)
        for stop in stops:
            checkpoint = Checkpoint(fold.name, "live", stop.pop("shard"), stop.pop("shards"))
            event = ParkedStream(fold.name, **stop, attempts=1)
            # Not the failure alone: somebody may have brought the stream back and meet it again.
            about = f"{kind_in(event.failure)} {metadata.causation_id}"
            record(store, event.fact(), about=about, at=now, metadata=metadata)
            with suppress(Overtaken), connection.transaction():  # somebody parked it at the same moment
                checkpoint.go_on(connection)
                set_aside(connection, checkpoint, event)
        return parked_streams(connection, fold.name)


def retry(
    conninfo: str,
    projection: Projection,
    stream: str,
    *,
    store: EventStore,
    metadata: Metadata,
    now: datetime,
) -> ParkedStream | None:
    """Try a parked stream again from the event that failed.

    Args:
        conninfo: Where the database is.
        projection: Which projection.
        stream: Which parked stream.
        store: Where the attempt is recorded.
        metadata: Who asked.
        now: The engine's time.

    Returns:
        None when the read model holds all of it now, or the stream as it is parked again.

    Raises:
        NotParked: the projection holds no such stream back.
        CannotPark: its rows do not belong to single streams.
        RebuildRunning: it is being rebuilt or compared.
    """
    fold = _fold_of(projection)
    with _holding(conninfo, fold, stream) as (connection, held):
        attempt = held.attempts + 1
        fact = EventRetried(projection=fold.name, stream=stream, position=held.position, attempt=attempt)
        # Not the number alone: it begins anew when the stream was released and is parked again.
        record(store, fact, about=f"{attempt} {metadata.causation_id}", at=now, metadata=metadata)
        return _release(connection, fold, stream)


def skip(  # noqa: PLR0913 - an audited act names everything it rests on
    conninfo: str,
    projection: Projection,
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
        None when the read model holds the rest of it now, or the stream as it is parked at a later event.

    Raises:
        NotParked: the projection holds no such stream back.
        CannotPark: its rows do not belong to single streams.
        RebuildRunning: it is being rebuilt or compared.
    """
    fold = _fold_of(projection)
    with _holding(conninfo, fold, stream) as (connection, held):
        fact = EventSkipped(
            projection=fold.name, stream=stream, position=held.position, reason=reason, note=note
        )
        # Not the reason alone: somebody else may have decided so, in other words, and was cut off.
        record(store, fact, about=f"{reason} {metadata.causation_id}", at=now, metadata=metadata)
        return _release(connection, fold, stream)


def _fold_of(projection: Projection) -> FoldProjection:
    if not isinstance(projection, FoldProjection):
        raise CannotPark(projection=projection.name)
    return projection


@contextmanager
def _holding(
    conninfo: str, projection: FoldProjection, stream: str
) -> Iterator[tuple[Connection, ParkedStream]]:
    """Open a transaction in which a parked stream stays as it is, whoever else would act on it."""
    with connect(conninfo) as connection:
        keep_rebuilds_off(connection, projection)
        with connection.transaction():
            connection.execute(statement("hold_parked"), {"projection": projection.name, "stream": stream})
            yield connection, _held(connection, projection, stream)


def _held(connection: Connection, projection: FoldProjection, stream: str) -> ParkedStream:
    for held in parked_streams(connection, projection.name):
        if held.stream == stream:
            return held
    raise NotParked(projection=projection.name, stream=stream)


def _release(connection: Connection, projection: FoldProjection, stream: str) -> ParkedStream | None:
    key = {"projection": projection.name, "stream": stream}
    [waiting] = ask(connection, "waiting", **key)
    for event in projection.of_stream(connection, stream, **waiting):
        failure = _try(connection, projection, event)
        if failure is not None:
            again = {"position": event.position, "type": event.type, "failure": failure[:1000]}
            connection.execute(statement("park_again"), key | again)
            return _held(connection, projection, stream)
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
        return describe(error)
    return None

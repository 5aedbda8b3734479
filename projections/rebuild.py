"""Build a read model anew from the first event on."""

from collections.abc import Mapping

from psycopg import sql

from eventstore.api import EventStore
from projections.checkpoint import Checkpoint, Standing, checkpoints, reset, survey
from projections.connection import Build, Connection, connect
from projections.errors import ProjectionStopped
from projections.follower import Follower
from projections.journal import require_journal
from projections.projection import Projection
from projections.turns import rebuild_alone


def rebuild(conninfo: str, projection: Projection, *, store: EventStore | None = None) -> int:
    """Empty a read model, apply the log as it is now, and return the position reached.

    Readers see it grow. A projector may run meanwhile: each batch is applied by whoever comes first.

    Args:
        conninfo: Where the database is.
        projection: Which one.
        store: Where events that are parked are recorded, if the projection parks.

    Raises:
        JournalMissing: it parks, and there is no store.
        ProjectionStopped: it does not get past an event.
        RebuildRunning: somebody else is at it.
    """
    require_journal([projection], store)
    with connect(conninfo) as connection:
        rebuild_alone(connection, projection)
        empty(connection, projection)
        return catch_up(connection, projection, "live", store=store)


def empty(connection: Connection, projection: Projection) -> None:
    """Empty a live read model and send its checkpoints to the start, in one transaction."""
    with connection.transaction():
        # The checkpoints first, as every batch does: then nobody is between a checkpoint and its tables.
        reset(connection, projection, "live")
        for table in projection.tables:
            # Not TRUNCATE, which would wait for every reader and make new ones wait behind it.
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))


def catch_up(
    connection: Connection,
    projection: Projection,
    build: Build,
    until: Mapping[int, int] | None = None,
    *,
    store: EventStore | None = None,
) -> int:
    """Apply what the log holds now to one build of a projection, and return the least position reached.

    Args:
        connection: Opened for that build.
        projection: Which one.
        build: Which of its builds.
        until: For each shard where to stop instead.
        store: Where events that the live build parks are recorded.

    Raises:
        ProjectionStopped: it does not get past an event.
    """
    followers = {
        checkpoint: Follower(connection, projection, checkpoint, store)
        for checkpoint in checkpoints(projection, build)
    }
    standings = survey(connection, build)
    ends = {point: until[point.shard] if until else standings[point].head for point in followers}
    while any(standings[point].position < end for point, end in ends.items()):
        for point, follower in followers.items():
            _go_on(standings[point], point)
            follower.step(standings[point], ends[point])
        standings = survey(connection, build)
    return min(standings[point].position for point in followers)


def _go_on(standing: Standing, point: Checkpoint) -> None:
    if standing.failure:
        raise ProjectionStopped(
            projection=point.projection, position=standing.position + 1, failure=standing.failure
        )

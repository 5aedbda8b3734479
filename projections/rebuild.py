"""Build a read model anew from the first event on."""

from psycopg import sql

from projections.checkpoint import Checkpoint, survey
from projections.connection import Build, Connection, connect
from projections.errors import ProjectionStopped
from projections.follower import Follower
from projections.projection import Projection
from projections.statement import statement


def rebuild(conninfo: str, projection: Projection) -> int:
    """Empty a read model, apply the log as it is now, and return the position reached.

    Readers see it grow. A projector may run meanwhile: each batch is applied by whoever comes first.

    Raises:
        ProjectionStopped: it does not get past an event.
    """
    with connect(conninfo) as connection:
        reset(connection, projection)
        return catch_up(connection, projection, "live")


def catch_up(connection: Connection, projection: Projection, build: Build) -> int:
    """Apply what the log holds now to one build of a projection, and return the position reached.

    Raises:
        ProjectionStopped: it does not get past an event.
    """
    followers = [
        Follower(connection, projection, Checkpoint(projection.name, build, shard))
        for shard in range(projection.shards)
    ]
    standings = survey(connection, build)
    head = standings[followers[0].checkpoint].head
    while min(standings[follower.checkpoint].position for follower in followers) < head:
        for follower in followers:
            standing = standings[follower.checkpoint]
            if standing.failure:
                raise ProjectionStopped(
                    projection=projection.name, position=standing.position + 1, failure=standing.failure
                )
            follower.step(standing)
        standings = survey(connection, build)
    return head


def reset(connection: Connection, projection: Projection) -> None:
    """Empty a read model and send its checkpoints to the start, in one transaction."""
    with connection.transaction():
        # The checkpoint first, as every batch does: then nobody is between its checkpoint and its tables.
        connection.execute(statement("reset"), {"projection": projection.name, "shards": projection.shards})
        for table in projection.tables:
            # Not TRUNCATE, which would wait for every reader and make new ones wait behind it.
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))

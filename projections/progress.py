"""Read your own writes: wait until a projection has applied a position, without polling."""

from contextlib import closing
from datetime import timedelta

from projections.connection import Connection
from projections.errors import ProjectionBehind, ProjectionStopped
from projections.projection import Projection
from projections.statement import statement


def wait_for(
    connection: Connection, projection: Projection, position: int, timeout: timedelta = timedelta(seconds=5)
) -> None:
    """Return as soon as readers can see everything up to a position of the log.

    Args:
        connection: In autocommit mode, and used for nothing else meanwhile.
        projection: Which read model.
        position: What `eventstore.api.Appended.position` said.
        timeout: How long to wait at most.

    Raises:
        ProjectionBehind: the time is over.
        ProjectionStopped: it stopped at an earlier event.
    """
    connection.execute("LISTEN projection")
    try:
        shards = _look(connection, projection, position)
        if _reached(shards, projection, position):
            return
        with closing(connection.notifies(timeout=timeout.total_seconds())) as notes:
            for note in notes:
                match note.payload.split(" "):  # anybody may notify: what is not ours is noise
                    case ["live", projection.name, _, "stopped"]:
                        break
                    case ["live", projection.name, shard, at] if (shard + at).isdecimal():
                        shards[int(shard)] = int(at)
                        if _reached(shards, projection, position):
                            return
    finally:
        connection.execute("UNLISTEN projection")
    shards = _look(connection, projection, position)
    if not _reached(shards, projection, position):
        raise ProjectionBehind(
            projection=projection.name,
            position=position,
            seconds=timeout.total_seconds(),
            actual=min(shards.values(), default=0),
        )


def _look(connection: Connection, projection: Projection, position: int) -> dict[int, int]:
    shards: dict[int, int] = {}
    rows = connection.execute(statement("progress"), {"projection": projection.name})
    for shard, at, stopped, failure in rows:
        if stopped and at < position:
            raise ProjectionStopped(projection=projection.name, position=at + 1, failure=failure)
        shards[shard] = at
    return shards


def _reached(shards: dict[int, int], projection: Projection, position: int) -> bool:
    return len(shards) >= projection.shards and min(shards.values()) >= position

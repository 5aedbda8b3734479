"""Read your own writes: wait until a projection has applied a position, without polling."""

from contextlib import closing
from datetime import timedelta
from time import monotonic  # noqa: TID251 - how much is left of the time that was given

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
    ends = monotonic() + timeout.total_seconds()
    connection.execute("LISTEN projection")
    try:
        while not _reached(shards := _look(connection, projection, position), projection, position):
            left = ends - monotonic()
            if left <= 0 or not _heard(connection, projection, left):
                raise ProjectionBehind(
                    projection=projection.name,
                    position=position,
                    seconds=timeout.total_seconds(),
                    actual=min(shards.values(), default=0),
                )
    finally:
        connection.execute("UNLISTEN projection")


def _heard(connection: Connection, projection: Projection, seconds: float) -> bool:
    """Wait until something is said of a projection; what it is, is not believed, since anybody may notify."""
    with closing(connection.notifies(timeout=seconds)) as notes:
        return any(note.payload.startswith(f"live {projection.name} ") for note in notes)


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

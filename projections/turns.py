"""Who takes a read model apart takes turns: rebuilds and comparisons alone, acts on parked streams together.

A rebuild takes along what is parked; if somebody released a stream meanwhile, the swap would undo that.
"""

from projections.connection import Connection
from projections.errors import RebuildRunning
from projections.projection import Projection
from projections.statement import statement


def rebuild_alone(connection: Connection, projection: Projection) -> None:
    """Keep everybody else away from a projection, but for its runner, as long as the connection lives.

    Raises:
        RebuildRunning: somebody else is at it.
    """
    _take(connection, projection, "try_lock")


def keep_rebuilds_off(connection: Connection, projection: Projection) -> None:
    """Keep rebuilds and comparisons of a projection away as long as the connection lives.

    Raises:
        RebuildRunning: one is under way.
    """
    _take(connection, projection, "try_lock_shared")


def _take(connection: Connection, projection: Projection, lock: str) -> None:
    row = connection.execute(statement(lock), {"key": f"rebuild {projection.name}"}).fetchone()
    if row != (True,):
        raise RebuildRunning(projection=projection.name)

"""Rebuild a read model beside the live one, compare the two, and swap them at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from psycopg import errors, sql

from projections.checkpoint import checkpoints, reset, survey
from projections.connection import Connection, connect
from projections.errors import ReadersInTheWay, ShardsChanged
from projections.projection import Projection
from projections.rebuild import catch_up
from projections.statement import ask, statement
from projections.turns import rebuild_alone


@dataclass(frozen=True, slots=True)
class Difference:
    """A row in which a live read model and its rebuild differ.

    Attributes:
        table_name: The table.
        key: The primary key of the row.
        difference: ``different``, ``only live`` or ``only rebuilt``.
        columns: In which columns a ``different`` row differs, by name; never what they hold.
    """

    table_name: str
    key: str
    difference: str
    columns: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A live read model against its rebuild, at one position of the log.

    Attributes:
        position: The position both had reached (the least, when streams are dealt into shards).
        differences: Every differing row; none when the live one is what the log says.
    """

    position: int
    differences: tuple[Difference, ...]


def verify(conninfo: str, projection: Projection) -> Comparison:
    """Compare a live read model with a rebuild of it; the live one is only read.

    Raises:
        RebuildRunning: somebody else is at it.
        ProjectionStopped: the rebuild does not get past an event that the live one did.
        ShardsChanged: the live one was built with another number of shards.
    """
    with _shadow(conninfo, projection) as connection:
        return _compare(connection, projection)


def rebuild_beside(conninfo: str, projection: Projection, *, attempts: int = 10) -> Comparison:
    """Build a read model beside the live one, compare them, and put it in the live one's place.

    The live one serves and follows the log meanwhile; no event is lost or applied twice, whenever it is
    appended. Differences are reported, not refused: after a change of the program they are the point.

    Args:
        conninfo: Where the database is.
        projection: Which one.
        attempts: How often the swap gives way to readers of the old one, a second each time.

    Raises:
        RebuildRunning: somebody else is at it.
        ProjectionStopped: it does not get past an event; the live one stays.
        ReadersInTheWay: a long-running reader kept the old one open; the live one stays.
        ShardsChanged: the live one was built with another number of shards.
    """
    with _shadow(conninfo, projection) as connection:
        comparison = _compare(connection, projection)
        for _ in range(attempts):
            catch_up(connection, projection, "shadow")
            try:
                _swap(connection, projection)
            except errors.LockNotAvailable:
                continue
            return comparison
        raise ReadersInTheWay(projection=projection.name)


@contextmanager
def _shadow(conninfo: str, projection: Projection) -> Iterator[Connection]:
    """Open a connection with empty tables beside the live ones; whatever is left of them goes at the end."""
    with connect(conninfo, build="shadow") as connection:
        rebuild_alone(connection, projection)
        _forget(connection, projection)
        with connection.transaction():
            key = {"projection": projection.name, "shards": projection.shards}
            connection.execute(statement("ensure"), key)
            connection.execute(statement("copy_parked"), key)
            reset(connection, projection, "shadow")
            connection.execute(statement("begin_shadow"), {"tables": list(projection.tables)})
        try:
            yield connection
        finally:
            if not connection.closed:
                _forget(connection, projection)


def _compare(connection: Connection, projection: Projection) -> Comparison:
    catch_up(connection, projection, "shadow", _live(connection, projection))
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # Before the snapshot: then no other table can take the place of one of these between the two.
        for table in projection.tables:
            lock = sql.SQL("LOCK TABLE read.{} IN ACCESS SHARE MODE").format(sql.Identifier(table))
            connection.execute(lock)
        live = _live(connection, projection)
        catch_up(connection, projection, "shadow", live)
        rows = ask(connection, "differences", tables=list(projection.tables))
    return Comparison(min(live.values()), tuple(Difference(**row) for row in rows))


def _swap(connection: Connection, projection: Projection) -> None:
    name = {"projection": projection.name}
    with connection.transaction():
        connection.execute(statement("hold_live"), name)
        catch_up(connection, projection, "shadow", _live(connection, projection))
        connection.execute(statement("swap_shadow"), {"tables": list(projection.tables)})
        connection.execute(statement("promote"), name)
        connection.execute(statement("forget_parked"), {**name, "build": "live"})
        connection.execute(statement("promote_parked"), name)


def _live(connection: Connection, projection: Projection) -> dict[int, int]:
    """Return where each shard of the live build stands."""
    standings = survey(connection)
    try:
        return {point.shard: standings[point].position for point in checkpoints(projection)}
    except KeyError as error:
        raise ShardsChanged(projection=projection.name, shards=projection.shards) from error


def _forget(connection: Connection, projection: Projection) -> None:
    key = {"projection": projection.name, "build": "shadow"}
    with connection.transaction():
        connection.execute(statement("drop_shadow"), {"tables": list(projection.tables)})
        connection.execute(statement("forget_checkpoints"), key)
        connection.execute(statement("forget_parked"), key)

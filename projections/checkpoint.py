"""How far one shard of one build of a projection has come, as the database knows it."""

from dataclasses import asdict, dataclass

from projections.connection import Build, Connection
from projections.errors import ShardsChanged
from projections.projection import Projection
from projections.statement import statement


class Overtaken(Exception):
    """Another runner, a rebuild or a stop moved the checkpoint first; the batch must be dropped."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The key of a checkpoint row.

    Attributes:
        projection: The name of the projection.
        build: Which tables it speaks of.
        shard: The part of the streams, from 0.
        shards: How many parts there are.
    """

    projection: str
    build: Build = "live"
    shard: int = 0
    shards: int = 1

    def advance(self, connection: Connection, after: int, upto: int) -> None:
        """Move it inside the caller's transaction, and wake those who wait for it when that commits.

        Its row stays locked until then, so whoever comes second finds out before touching any table.

        Raises:
            Overtaken: it does not stand at `after`, or is stopped.
        """
        moved = connection.execute(statement("advance"), {**asdict(self), "after": after, "upto": upto})
        if moved.rowcount != 1:
            raise Overtaken

    def try_lock(self, connection: Connection) -> bool:
        """Try to become its only runner, for as long as the connection lives."""
        key = f"{self.build} {self.projection} {self.shard}"
        row = connection.execute(statement("try_lock"), {"key": key}).fetchone()
        return row is not None and bool(row[0])

    def take_lead(self, connection: Connection, owner: str) -> None:
        """Write down who runs it from now on; creates it at position 0, restarts it when stopped.

        Raises:
            ShardsChanged: the streams were dealt into another number of shards before.
        """
        led = connection.execute(statement("take_lead"), {**asdict(self), "owner": owner})
        if led.rowcount != 1:
            raise ShardsChanged(projection=self.projection, shards=self.shards)

    def go_on(self, connection: Connection) -> None:
        """Let it run again after a stop; whoever leads it finds out with the next look."""
        connection.execute(statement("go_on"), asdict(self))

    def stop(self, connection: Connection, position: int, failure: str) -> None:
        """Record that it cannot get past an event, and why."""
        connection.execute(
            statement("stop"), {**asdict(self), "position": position, "failure": failure[:1000]}
        )


def checkpoints(projection: Projection, build: Build = "live") -> list[Checkpoint]:
    """Return the checkpoints of one build of a projection, one for each shard."""
    return [
        Checkpoint(projection.name, build, shard, projection.shards) for shard in range(projection.shards)
    ]


def reset(connection: Connection, projection: Projection, build: Build) -> None:
    """Put all checkpoints of a build at the start, inside the caller's transaction.

    Their rows stay locked until that ends. What is parked stays parked.
    """
    key = {"projection": projection.name, "build": build, "shards": projection.shards}
    connection.execute(statement("reset"), key)
    connection.execute(statement("forget"), key)
    connection.execute(statement("deal_parked"), key)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a checkpoint was found.

    Attributes:
        position: The last position applied.
        failure: Why it stopped, if it did.
        head: The last position of the log at the same moment.
    """

    position: int
    failure: str | None
    head: int


def survey(connection: Connection, build: Build = "live") -> dict[Checkpoint, Standing]:
    """Return where every checkpoint of a build stands."""
    rows = connection.execute(statement("survey"), {"build": build})
    return {
        Checkpoint(projection, build, shard, shards): Standing(position, failure, head)
        for projection, shard, shards, position, failure, head in rows
    }

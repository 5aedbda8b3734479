"""Streams that a projection went on without."""

from dataclasses import dataclass

from psycopg.rows import class_row

from domain.operations import EventParked
from projections.checkpoint import Checkpoint
from projections.connection import Connection
from projections.failure import kind_in
from projections.statement import statement


@dataclass(frozen=True, slots=True)
class ParkedStream:
    """A stream that a projection could not follow any further.

    It stays parked, in rebuilds as well, until somebody has it tried again or leaves out the event.

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

    def fact(self) -> EventParked:
        """Return what the log is told when it is parked: of the failure its class alone."""
        return EventParked(
            projection=self.projection,
            stream=self.stream,
            position=self.position,
            failure=kind_in(self.failure),
        )


def parked_streams(connection: Connection, projection: str | None = None) -> list[ParkedStream]:
    """Return the parked streams of one projection or of all, the earliest failure first."""
    with connection.cursor(row_factory=class_row(ParkedStream)) as cursor:
        return cursor.execute(statement("list_parked"), {"projection": projection}).fetchall()


def set_aside(connection: Connection, checkpoint: Checkpoint, event: ParkedStream) -> None:
    """Park a stream and move past its failed event, in one transaction.

    Raises:
        Overtaken: the checkpoint does not stand just before the event.
    """
    key = {"projection": checkpoint.projection, "build": checkpoint.build, "shard": checkpoint.shard}
    row = {"stream": event.stream, "position": event.position, "type": event.type, "failure": event.failure}
    with connection.transaction():
        checkpoint.advance(connection, event.position - 1, event.position)
        connection.execute(statement("park"), key | row)

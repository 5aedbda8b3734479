"""Is it caught up, who runs it, and why not: what operators ask about every projection."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from psycopg.rows import class_row

from projections.connection import Build, Connection
from projections.projection import Projection
from projections.statement import statement

Health = Literal["current", "catching up", "stopped", "nobody runs it", "ahead of the log"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectionStatus:
    """One shard of one build of a projection, seen from outside.

    Attributes:
        projection: Its name.
        shard: The part of the streams, from 0.
        build: ``live`` is what readers see; ``shadow`` is being built beside it.
        position: The last position applied.
        head: The last position of the log.
        lag_seconds: Age of the oldest event not yet applied, in seconds by the database's clock; 0
            when there is none.
        owner: Who ran it last.
        heartbeat_at: When the owner last showed itself.
        alive: Whether that was within the last five seconds.
        stopped: Whether it stopped at an event.
        failed_position: The event it stopped at.
        failure: Why.
        parked: How many streams it goes on without.
    """

    projection: str
    shard: int
    build: Build
    position: int
    head: int
    lag_seconds: int
    owner: str | None
    heartbeat_at: datetime | None
    alive: bool
    stopped: bool
    failed_position: int | None
    failure: str | None
    parked: int

    @property
    def lag_events(self) -> int:
        """How many events are not yet applied; negative when an older log was restored."""
        return self.head - self.position

    @property
    def health(self) -> Health:
        """The status in words."""
        if self.stopped:
            return "stopped"
        if self.lag_events < 0:
            return "ahead of the log"  # which was replaced by an older one: rebuild
        if not self.alive:
            return "nobody runs it"
        return "catching up" if self.lag_events else "current"


def status(connection: Connection, projections: Iterable[Projection]) -> list[ProjectionStatus]:
    """Return the status of each projection, also of those that never ran."""
    with connection.cursor(row_factory=class_row(ProjectionStatus)) as cursor:
        cursor.execute(statement("status"), {"names": [projection.name for projection in projections]})
        return cursor.fetchall()

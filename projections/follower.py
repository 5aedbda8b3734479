"""Keeps one shard of one projection current, batch by batch."""

import structlog

from domain.operations import projection_stream
from eventstore.api import EventStore
from projections.checkpoint import Checkpoint, Overtaken, Standing
from projections.connection import Connection, passes
from projections.failure import describe, kind_in
from projections.journal import record
from projections.parked import ParkedStream, set_aside
from projections.projection import Projection, Span
from projections.statement import ask

log = structlog.get_logger()


class Follower:
    """Applies events to one checkpoint's tables; read model and checkpoint move in one transaction.

    A batch that fails is tried again in ever smaller pieces, so that everything before the poison event
    is applied and the event itself is named. The projection then stops, or goes on without the stream of
    that event if it parks and that can be recorded. A rebuild beside the live one records nothing, and so
    stops: what the live one could apply must not be missing after the swap.

    Args:
        connection: Opened for the checkpoint's build, in autocommit mode.
        projection: What to keep current.
        checkpoint: Which shard of which build of it.
        store: Where parked events are recorded; without one it stops instead.
    """

    def __init__(
        self,
        connection: Connection,
        projection: Projection,
        checkpoint: Checkpoint,
        store: EventStore | None = None,
    ) -> None:
        self.checkpoint = checkpoint
        self._connection = connection
        self._projection = projection
        self._store = store
        self._stride = projection.batch

    def step(self, standing: Standing, end: int | None = None) -> bool:
        """Apply at most one batch; True when anything was tried.

        Args:
            standing: Where the checkpoint was found.
            end: Where to stop; by default at the head of the log.

        Raises:
            psycopg.Error: the database failed in a way that passes; the connection may be lost.
            StoreUnreachable: so did the log, where a parked event was to be recorded.
        """
        end = standing.head if end is None else end
        upto = min(end, standing.position + self._stride)
        if standing.failure or upto <= standing.position:
            return False
        try:
            self._try(standing.position, upto)
        except Overtaken:
            log.info("projection.overtaken", projection=self.checkpoint.projection, position=upto)
        return True

    def apply(self, after: int, upto: int) -> None:
        """Apply a range of positions in one transaction: rows and checkpoint, or neither.

        Raises:
            Overtaken: the checkpoint does not stand at `after`.
        """
        with self._connection.transaction():
            self.checkpoint.advance(self._connection, after, upto)
            span = Span(after, upto, self.checkpoint.shard, self.checkpoint.build)
            self._projection.apply(self._connection, span)

    def _try(self, after: int, upto: int) -> None:
        try:
            self.apply(after, upto)
        except Overtaken:
            raise
        except Exception as error:
            if passes(error):
                raise
            self._narrow(after, upto, describe(error))
        else:
            self._stride = min(self._stride * 2, self._projection.batch)

    def _narrow(self, after: int, upto: int, failure: str) -> None:
        if upto - after > 1:
            self._stride = (upto - after) // 2
            return
        name = self._projection.name
        [event] = ask(self._connection, "event_at", position=upto, journal=projection_stream(name))
        failed = ParkedStream(name, event["stream"], upto, event["type"], failure, attempts=1)
        if self._store and self._projection.parks:
            _tell("projection.parked", failed)
            # Not the failure alone: somebody may have brought the stream back, and it fails there again.
            about = f"{kind_in(failure)} {event['retries']}"
            record(self._store, failed.fact(), about=about, at=event["now"])
            set_aside(self._connection, self.checkpoint, failed)
        else:
            _tell("projection.stopped", failed)
            self.checkpoint.stop(self._connection, upto, f"{failure}, at {failed.type} of {failed.stream}")


def _tell(what: str, failed: ParkedStream) -> None:
    log.error(
        what,
        projection=failed.projection,
        position=failed.position,
        stream=failed.stream,
        event_type=failed.type,
        failure=failed.failure,
    )

"""Keeps one shard of one projection current, batch by batch."""

import structlog

from projections.checkpoint import Checkpoint, Overtaken, Standing
from projections.connection import Connection, passes
from projections.projection import Projection, Span

log = structlog.get_logger()


class Follower:
    """Applies events to one checkpoint's tables; read model and checkpoint move in one transaction.

    A batch that fails is tried again in ever smaller pieces, so that everything before the poison event
    is applied and the event itself is named.
    """

    def __init__(self, connection: Connection, projection: Projection, checkpoint: Checkpoint) -> None:
        self.checkpoint = checkpoint
        self._connection = connection
        self._projection = projection
        self._stride = projection.batch

    def step(self, standing: Standing) -> bool:
        """Apply at most one batch; True when anything was tried.

        Raises:
            psycopg.Error: the database failed in a way that passes; the connection may be lost.
        """
        upto = min(standing.head, standing.position + self._stride)
        if standing.failure or upto <= standing.position:
            return False
        try:
            self.apply(standing.position, upto)
        except Overtaken:
            log.info("projection.overtaken", projection=self.checkpoint.projection, position=upto)
        except Exception as error:
            if passes(error):
                raise
            self._narrow(standing.position, upto, error)
        else:
            self._stride = min(self._stride * 2, self._projection.batch)
        return True

    def apply(self, after: int, upto: int) -> None:
        """Apply a range of positions in one transaction: rows and checkpoint, or neither.

        Raises:
            Overtaken: the checkpoint does not stand at `after`.
        """
        with self._connection.transaction():
            self.checkpoint.advance(self._connection, after, upto)
            self._projection.apply(self._connection, Span(after, upto, self.checkpoint.shard))

    def _narrow(self, after: int, upto: int, error: Exception) -> None:
        if upto - after > 1:
            self._stride = (upto - after) // 2
            return
        failure = f"{type(error).__name__}: {error}"
        self.checkpoint.stop(self._connection, upto, failure)
        log.error("projection.stopped", projection=self.checkpoint.projection, position=upto, failure=failure)

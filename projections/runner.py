"""The projector: keeps every projection current, one process at a time for each."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from os import getpid
from socket import gethostname
from typing import Final, Protocol

import psycopg
import structlog

from eventstore.api import EventStore
from eventstore.errors import StoreUnreachable
from projections.checkpoint import checkpoints, survey
from projections.connection import Connection, connect, passes
from projections.follower import Follower
from projections.journal import require_journal
from projections.projection import Projection
from projections.statement import statement

log = structlog.get_logger()

POLL: Final = timedelta(seconds=1)
"""How long a lost notification can delay the next look at the log, and a successor its taking over."""

_FIRST_RETRY: Final = 0.1
_LAST_RETRY: Final = 5.0


class Stop(Protocol):
    """How a runner is told to stop; a `threading.Event` will do."""

    def is_set(self) -> bool:
        """Tell whether it was told."""

    def wait(self, timeout: float) -> bool:
        """Wait until it is told, or for some seconds; return whether it was."""


class Runner:
    """Runs projections on one connection; a second runner waits until the first one's connection is gone.

    Catching up and following are one loop: every projection that is behind gets one batch in turn; when
    none is behind, the runner sleeps until the log announces an append.

    Args:
        conninfo: Where the database is; must reach PostgreSQL itself, since locks and notifications
            belong to a session and do not survive a pooler in transaction mode.
        projections: What to run.
        owner: Shown to operators as the one who runs them.
        store: Where parked events are recorded; needed where a projection parks.
        shards: Which shards to compete for, so that several processes can share one projection; by
            default all.

    Raises:
        JournalMissing: a projection parks, and there is no store.
    """

    def __init__(
        self,
        conninfo: str,
        projections: Iterable[Projection],
        *,
        owner: str | None = None,
        store: EventStore | None = None,
        shards: Collection[int] | None = None,
    ) -> None:
        self._conninfo = conninfo
        self._projections = tuple(projections)
        self._owner = owner or f"{gethostname()}/{getpid()}"
        self._store = store
        self._shards = shards
        require_journal(self._projections, store)

    def run(self, stop: Stop) -> None:
        """Follow the log until told to stop; waits out a database that is away.

        Raises:
            ShardsChanged: a projection was built with another number of shards.
        """
        retry = _FIRST_RETRY
        while not stop.is_set():
            try:
                with connect(self._conninfo) as connection:
                    session = self._session(connection)
                    while not stop.is_set():
                        session.follow()
                        retry = _FIRST_RETRY
            except (psycopg.Error, StoreUnreachable) as error:
                if not passes(error):
                    raise
                log.warning("projector.waits_for_database", seconds=retry, cause=str(error))
                stop.wait(retry)
                retry = min(retry * 2, _LAST_RETRY)

    def catch_up(self) -> None:
        """Apply everything that is in the log, for the projections that nobody else runs, and return.

        One that stops at an event is left there; the others go on.

        Raises:
            ShardsChanged: a projection was built with another number of shards.
        """
        with connect(self._conninfo) as connection:
            session = self._session(connection)
            while session.step():
                pass

    def _session(self, connection: Connection) -> "_Session":
        followers = [
            Follower(connection, projection, checkpoint, self._store)
            for projection in self._projections
            for checkpoint in checkpoints(projection)
            if self._shards is None or checkpoint.shard in self._shards
        ]
        return _Session(connection, followers, self._owner)


class _Session:
    """What a runner holds as long as one connection lives: its locks, and its ear on the log."""

    def __init__(self, connection: Connection, followers: list[Follower], owner: str) -> None:
        self._connection = connection
        self._owner = owner
        self._waiting = followers
        self._led: list[Follower] = []
        connection.execute("LISTEN log")

    def follow(self) -> None:
        """Give every projection that is behind one batch; wait for an append when none was."""
        if not self.step():
            for _ in self._connection.notifies(timeout=POLL.total_seconds(), stop_after=1):
                pass

    def step(self) -> bool:
        """Give every projection that is behind one batch; False when none was."""
        self._take_over()
        standings = survey(self._connection)
        worked = [
            follower.step(standing)
            for follower in self._led
            if (standing := standings.get(follower.checkpoint))  # none: dealt into other shards by now
        ]
        self._connection.execute(statement("heartbeat"), {"owner": self._owner})
        return any(worked)

    def _take_over(self) -> None:
        for follower in list(self._waiting):
            if follower.checkpoint.try_lock(self._connection):
                follower.checkpoint.take_lead(self._connection, self._owner)
                self._waiting.remove(follower)
                self._led.append(follower)
                log.info("projection.led", projection=follower.checkpoint.projection, owner=self._owner)

"""Connections that can do no more than their role."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from threading import Lock
from types import MappingProxyType
from typing import Final, Literal

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from eventstore import arrays

Role = Literal[
    "mentoring_writer", "mentoring_reader", "mentoring_projector", "mentoring_auditor", "mentoring_custodian"
]

LOCK_TIMEOUT: Final = timedelta(seconds=10)
"""How long an append waits for its turn before the caller hears that the log is busy."""

NOTICES_SILENCE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "connect_timeout": "5",
        "keepalives_idle": "30",
        "keepalives_interval": "10",
        "keepalives_count": "3",
        "tcp_user_timeout": "15000",  # milliseconds
    }
)
"""What a connection does to notice that nobody is there any more: within a quarter of a minute when it has
said something, within a minute when it listens. By the kernel's own settings it would take a quarter of an
hour when a failover drops packets, and hold up whoever has the connection."""


def conninfo_as(conninfo: str, role: Role | Literal["mentoring_importer"]) -> str:
    """Return a connection string whose connections act as `role`, in UTC, and notice a dead server.

    What the given one says of anything else, wins.
    """
    given = conninfo_to_dict(conninfo)
    settings = {
        "role": role,
        "timezone": "UTC",
        "lock_timeout": str(LOCK_TIMEOUT // timedelta(milliseconds=1)),
        "default_transaction_isolation": r"read\ committed",  # which log.append needs, whatever the default
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    defaults = {"application_name": "mentoring", **NOTICES_SILENCE}
    mine = {"options": f"{given.get('options') or ''} {options}".strip()}
    return make_conninfo("", **{**defaults, **given, **mine})


class LogConnection(psycopg.Connection):
    """A connection with a cursor to keep: a new one for each statement costs as much as the statement."""

    @cached_property
    def kept(self) -> psycopg.Cursor:
        """The cursor; whoever has the connection may use it for one statement at a time."""
        return self.cursor()


class LogPool(ConnectionPool[LogConnection]):
    """A pool that says why it has no connection to give."""

    _asking: Final = Lock()
    """Held by the one who asks the server: it may be full, and not only of us."""

    def getconn(self, timeout: float | None = None) -> LogConnection:
        """Take a connection out of the pool.

        Raises:
            OperationalError: what the server says to whoever connects now.
            PoolTimeout: it says nothing, or somebody is asking it; all connections are in use.
        """
        try:
            return super().getconn(timeout)
        except PoolTimeout:
            if self._asking.acquire(blocking=False):
                try:
                    self.connection_class.connect(str(self.conninfo)).close()  # ours is text, no function
                finally:
                    self._asking.release()
            raise


def open_pool(conninfo: str, *, role: Role, max_size: int, timeout: timedelta) -> LogPool:
    """Open a pool of autocommitting connections that act as `role`; they are made when first needed."""
    return LogPool(
        conninfo_as(conninfo, role),
        connection_class=LogConnection,
        kwargs={"autocommit": True},
        configure=arrays.register,
        min_size=0,
        max_size=max_size,
        timeout=timeout.total_seconds(),
        # Longer, and a pool that slept through an outage would sleep on after its end.
        reconnect_timeout=timeout.total_seconds(),
        open=True,
    )

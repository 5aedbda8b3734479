"""The connections of the read side, and which of their failures pass by themselves."""

from contextlib import suppress
from typing import Final, Literal, TypeAlias

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow
from psycopg.types.json import set_json_loads
from pydantic_core import from_json

from eventstore.errors import StoreUnreachable
from eventstore.pool import NOTICES_SILENCE

Connection: TypeAlias = psycopg.Connection[TupleRow]

Build = Literal["live", "shadow"]
"""The tables that readers see, or those that a rebuild fills beside them."""

_OPTIONS: Final = " ".join(
    f"-c {setting}"
    for setting in (
        "role=mentoring_projector",
        "timezone=UTC",
        # Checkpoint and rows vanish together in a crash and are simply applied again.
        "synchronous_commit=off",
        # A process that froze in a transaction must not block its successor for ever.
        "idle_in_transaction_session_timeout=60s",
        # The server notices a dead peer, and frees its locks, within seconds.
        "client_connection_check_interval=1s",
        "tcp_keepalives_idle=2",
        "tcp_keepalives_interval=1",
        "tcp_keepalives_count=2",
    )
)

_SCHEMAS: Final[dict[Build, str]] = {"live": "read", "shadow": "shadow"}

_PASSING: Final = ("08", "40", "53", "55", "57", "58")
"""SQLSTATE classes of lost connections, conflicts, exhausted resources, busy objects and operators."""


class _Releasing(psycopg.Connection[TupleRow]):
    """A connection that is done with its locks when it is closed: the server notices only a moment later."""

    def close(self) -> None:
        """Release every lock of the session, and close the connection."""
        try:
            if not self.closed and self.info.transaction_status is TransactionStatus.IDLE:
                with suppress(psycopg.Error):  # a server that went away has released them
                    self.execute("SELECT pg_advisory_unlock_all()")
        finally:
            super().close()


def connect(conninfo: str, *, build: Build = "live") -> Connection:
    """Open an autocommit connection on which the tables of read models resolve to one build.

    It acts as the role ``mentoring_projector``: it reads the log and writes read models, nothing else.

    Args:
        conninfo: Where the database is; its user needs membership of the role.
        build: ``live`` for the tables that readers see, ``shadow`` for those that a rebuild fills.
    """
    given = conninfo_to_dict(conninfo)
    options = f"{given.get('options') or ''} {_OPTIONS} -c search_path={_SCHEMAS[build]}"
    defaults = {"application_name": f"mentoring-projections-{build}", **NOTICES_SILENCE}
    merged = make_conninfo("", **{**defaults, **given, "options": options})
    connection = _Releasing.connect(merged, autocommit=True)
    set_json_loads(from_json, connection)
    return connection


def passes(error: BaseException) -> bool:
    """Tell whether the same work may succeed later without anybody changing anything."""
    if isinstance(error, StoreUnreachable):
        return True
    if not isinstance(error, psycopg.Error):
        return False
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return error.sqlstate.startswith(_PASSING)

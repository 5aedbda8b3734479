"""The connections of the read side, and which of their failures pass by themselves."""

from typing import Final, TypeAlias

import psycopg
from psycopg.rows import TupleRow
from psycopg.types.json import set_json_loads
from pydantic_core import from_json

Connection: TypeAlias = psycopg.Connection[TupleRow]

_OPTIONS: Final = " ".join(
    f"-c {setting}"
    for setting in (
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

_PASSING: Final = ("08", "40", "53", "55", "57", "58")
"""SQLSTATE classes of lost connections, conflicts, exhausted resources, busy objects and operators."""


def connect(conninfo: str, *, build: str = "live") -> Connection:
    """Open an autocommit connection on which the tables of read models resolve to one build.

    Args:
        conninfo: Where the database is.
        build: ``live``, or ``shadow`` for the tables that a rebuild fills beside the live ones.
    """
    schema = {"live": "read", "shadow": "shadow"}[build]
    connection = psycopg.connect(
        conninfo,
        autocommit=True,
        options=f"{_OPTIONS} -c search_path={schema}",
        application_name=f"mentoring-projections-{build}",
    )
    set_json_loads(from_json, connection)
    return connection


def passes(error: BaseException) -> bool:
    """Tell whether the same work may succeed later without anybody changing anything."""
    if not isinstance(error, psycopg.Error):
        return False
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return error.sqlstate.startswith(_PASSING)

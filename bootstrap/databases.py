"""The databases of a PostgreSQL server of our own, as soon as it takes connections."""

import time
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from domain.errors import MentoringError

RECOVERS_WITHIN: Final = 120.0
"""Seconds that a server has for making good a crash before it takes connections."""

SILENT_FOR: Final = 5.0
"""Seconds after which a server that says nothing at all is none."""

LOOKS_EVERY: Final = 0.1
"""Seconds between two attempts to connect."""


class EmbeddedPostgresSilent(MentoringError):
    """The embedded PostgreSQL does not answer ({cause}), yet it counts as running.

    Process {pid} is the server by {file}. If that process is something else, which got the number after a
    crash, remove the file and start again.
    """


def ensure_database(server: str, database: str, data: Path) -> None:
    """Make sure that a server has a database.

    Args:
        server: The URL of another database of it.
        database: The name.
        data: Where the server keeps its data.

    Raises:
        EmbeddedPostgresSilent: it takes no connections.
    """
    with _connected(server, data) as connection:
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))


def _connected(server: str, data: Path) -> psycopg.Connection:
    """Connect; a server whose start somebody else did not wait for may still be at its recovery."""
    begun = time.monotonic()
    while True:
        try:
            return psycopg.connect(server, autocommit=True)
        except psycopg.OperationalError as error:
            answered = "FATAL" in str(error)  # the server's own word
            if time.monotonic() > begun + (RECOVERS_WITHIN if answered else SILENT_FOR):
                raise _silent(error, data / "postmaster.pid") from error
            time.sleep(LOOKS_EVERY)


def _silent(error: psycopg.Error, file: Path) -> EmbeddedPostgresSilent:
    pid = file.read_text().partition("\n")[0] if file.exists() else "?"
    return EmbeddedPostgresSilent(cause=" ".join(str(error).split()), pid=pid, file=file)

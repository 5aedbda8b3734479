"""The databases of a PostgreSQL server of our own, as soon as it takes connections."""

import re
import time
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from domain.errors import MentoringError

RECOVERS_WITHIN: Final = 120.0
"""Seconds that a server has for making good a crash before it takes connections."""

RECOVERING: Final = re.compile("starting up|recovery|not yet accepting|shutting down")
"""What a server says that takes connections soon, or can soon be started."""

SILENT_FOR: Final = 5.0
"""Seconds after which a server that says nothing at all is none."""

LOOKS_EVERY: Final = 0.1
"""Seconds between two attempts to connect."""


class EmbeddedPostgresSilent(MentoringError):
    """The embedded PostgreSQL does not answer ({cause}), yet it counts as running.

    Process {pid} is the server by {file}. If that process is something else, which got the number after a
    crash, remove the file and start again.
    """


class EmbeddedPostgresUnwilling(MentoringError):
    """The embedded PostgreSQL runs and takes no connection: {cause}.

    Whoever has too many connections must give some back; for anything else, look into its log.
    """


def ensure_database(server: str, database: str, data: Path) -> None:
    """Make sure that a server has a database.

    Args:
        server: The URL of another database of it.
        database: The name.
        data: Where the server keeps its data.

    Raises:
        EmbeddedPostgresSilent: nobody answers.
        EmbeddedPostgresUnwilling: it answers, and takes no connection.
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
            recovering = RECOVERING.search(str(error)) is not None
            if time.monotonic() > begun + (RECOVERS_WITHIN if recovering else SILENT_FOR):
                raise _refusal(error, data / "postmaster.pid") from error
            time.sleep(LOOKS_EVERY)


def _refusal(error: psycopg.Error, file: Path) -> MentoringError:
    cause = " ".join(str(error).split())
    if "FATAL" in cause:  # the server's own word
        return EmbeddedPostgresUnwilling(cause=cause)
    pid = file.read_text().partition("\n")[0] if file.exists() else "?"
    return EmbeddedPostgresSilent(cause=cause, pid=pid, file=file)

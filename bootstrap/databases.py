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

RECOVERING: Final = re.compile("FATAL:.*(starting up|recovery|not yet accepting|shutting down)")
"""What a server says that takes connections soon, or can soon be started."""

SILENT_FOR: Final = 5.0
"""Seconds after which a server that says nothing at all is none."""

LOOKS_EVERY: Final = 0.1
"""Seconds between two attempts to connect."""

CONNECTS_WITHIN: Final = 5
"""Seconds for one attempt: a server that is frozen lets its kernel accept, and never says a word."""


class EmbeddedPostgresSilent(MentoringError):
    """The embedded PostgreSQL does not answer ({cause}), yet it counts as running.

    Process {pid} is the server by {file}. If that process is something else, which got the number after a
    crash, remove the file and start again.
    """


class EmbeddedPostgresEnded(MentoringError):
    """The embedded PostgreSQL, which just ran, was stopped by somebody else ({cause}).

    Nothing is in the way: start again. Its log is {log}.
    """


class EmbeddedPostgresUnwilling(MentoringError):
    """The embedded PostgreSQL runs and takes no connection: {cause}.

    Whoever has too many connections must give some back; for anything else, look into its log {log}.
    """


class Patience:
    """How long a server that takes no connection is tried again: while it says that it recovers, for minutes.

    Args:
        now: When it begins, in seconds.
    """

    def __init__(self, now: float) -> None:
        self._begun = self._heard = now

    def is_over(self, answer: str, now: float) -> bool:
        """Tell whether it is, after one more attempt came to this answer."""
        if RECOVERING.search(answer):
            self._heard = now
        return now > self._begun + RECOVERS_WITHIN or now > self._heard + SILENT_FOR


def ensure_database(server: str, database: str, data: Path, log: Path) -> None:
    """Make sure that a server has a database.

    Args:
        server: The URL of another database of it.
        database: The name.
        data: Where the server keeps its data.
        log: Where it says what it does.

    Raises:
        EmbeddedPostgresEnded: it runs no more.
        EmbeddedPostgresSilent: nobody answers.
        EmbeddedPostgresUnwilling: it answers, and takes no connection.
    """
    with _connected(server, data, log) as connection:
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))


def _connected(server: str, data: Path, log: Path) -> psycopg.Connection:
    """Connect; a server whose start somebody else did not wait for may still be at its recovery."""
    patience = Patience(time.monotonic())
    while True:
        try:
            return psycopg.connect(server, autocommit=True, connect_timeout=CONNECTS_WITHIN)
        except psycopg.OperationalError as error:
            if patience.is_over(str(error), time.monotonic()):
                raise _refusal(error, data / "postmaster.pid", log) from error
            time.sleep(LOOKS_EVERY)


def _refusal(error: psycopg.Error, file: Path, log: Path) -> MentoringError:
    cause = " ".join(str(error).split())
    if "FATAL:" in cause:  # the server's own word
        return EmbeddedPostgresUnwilling(cause=cause, log=log)
    try:
        pid = file.read_text().partition("\n")[0]
    except FileNotFoundError:  # a server removes it when it ends
        return EmbeddedPostgresEnded(cause=cause, log=log)
    return EmbeddedPostgresSilent(cause=cause, pid=pid, file=file)

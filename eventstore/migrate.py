"""Migrations: plain SQL files that packages ship, applied once each, in order, under a lock.

A package's migrations are the files ``sql/NNNN_name.sql``. Each creates or replaces one object and runs in
the transaction of its `migrate` call; a file that should own what it creates begins with
``SET LOCAL ROLE mentoring_owner;``. An applied file never changes: a change is a new, higher number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib import resources
from typing import Final, Literal

import psycopg

from eventstore.errors import MigrationChanged, MigrationFailed
from eventstore.translation import translated

NUMBERED: Final = re.compile(r"\d{4}_\w+\.sql")

BOOKKEEPING: Final = (resources.files("eventstore") / "sql" / "applied.sql").read_text("utf-8")
"""Makes the table of applied migrations, and holds the lock under which they are applied."""

State = Literal["applied", "pending", "changed", "unknown"]


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered SQL file of one package."""

    source: str
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return sha256(self.sql.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Applied:
    """A migration that a `migrate` call applied."""

    source: str
    name: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where one migration stands.

    Attributes:
        source: The package.
        name: The file.
        state: ``applied``; ``pending``; ``changed`` after it was applied; ``unknown`` to this program,
            because a newer one applied it.
        applied_at: When it was applied, or None.
    """

    source: str
    name: str
    state: State
    applied_at: datetime | None


def migrations(sources: Sequence[str]) -> list[Migration]:
    """Return the migrations that packages ship, package by package, in the order of their numbers."""
    found = []
    for source in sources:
        files = [
            file for file in (resources.files(source) / "sql").iterdir() if NUMBERED.fullmatch(file.name)
        ]
        found += [
            Migration(source, file.name, file.read_text("utf-8"))
            for file in sorted(files, key=lambda f: f.name)
        ]
    return found


def migrate(conninfo: str, sources: Sequence[str]) -> list[Applied]:
    """Bring a database up to date: all pending migrations or none; return those it applied.

    Several programs may do this at once: they take turns, and the later ones find nothing to do.

    Args:
        conninfo: A libpq connection string of a role that may create schemas and roles.
        sources: Package names, in the order in which they build on each other.

    Raises:
        MigrationChanged: an applied file reads differently now.
        MigrationFailed: the database refused one.
        StoreUnreachable: there is no database.
    """
    with translated(), psycopg.connect(conninfo) as connection:
        _execute(connection, Migration("eventstore", "applied.sql", BOOKKEEPING))
        known = {(source, name): checksum for source, name, checksum, _ in _applied(connection)}
        done = []
        for migration in migrations(sources):
            checksum = known.get((migration.source, migration.name))
            if checksum is None:
                _apply(connection, migration)
                done.append(Applied(migration.source, migration.name))
            elif checksum != migration.checksum:
                raise MigrationChanged(source=migration.source, name=migration.name)
        return done


def status(conninfo: str, sources: Sequence[str]) -> list[Status]:
    """Tell for every migration, shipped or applied, where it stands.

    Raises:
        StoreUnreachable: there is no database.
    """
    with translated(), psycopg.connect(conninfo) as connection:
        begun = connection.execute("SELECT to_regclass('migration.applied') IS NOT NULL").fetchone() == (
            True,
        )
        applied = {(s, n): (checksum, at) for s, n, checksum, at in (_applied(connection) if begun else [])}
    answer = []
    for migration in migrations(sources):
        checksum, at = applied.pop((migration.source, migration.name), (None, None))
        state: State = "applied" if checksum == migration.checksum else "changed" if checksum else "pending"
        answer.append(Status(migration.source, migration.name, state, at))
    return answer + [Status(s, n, "unknown", at) for (s, n), (_, at) in applied.items() if s in sources]


def _applied(connection: psycopg.Connection) -> list[tuple[str, str, str, datetime]]:
    return connection.execute(
        "SELECT source, name, checksum, applied_at FROM migration.applied ORDER BY applied_at, source, name"
    ).fetchall()


def _apply(connection: psycopg.Connection, migration: Migration) -> None:
    _execute(connection, migration)
    connection.execute(
        "INSERT INTO migration.applied (source, name, checksum) VALUES (%s, %s, %s)",
        [migration.source, migration.name, migration.checksum],
    )


def _execute(connection: psycopg.Connection, migration: Migration) -> None:
    try:
        connection.execute(migration.sql)
        connection.execute("RESET ROLE")
    except psycopg.Error as error:
        raise MigrationFailed(source=migration.source, name=migration.name, cause=error) from error

"""The PostgreSQL that everything is measured in: one server for the run, a fresh database for each cell."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psycopg
from psycopg import sql

from benchmarks import peer, reports
from bootstrap.embedded_postgres import EmbeddedPostgres
from eventstore.migrate import migrate

SOURCES: Final = ("eventstore", "vault", "projections")
"""The packages that ship migrations, in the order in which they build on each other."""

SETTINGS: Final[Mapping[str, str]] = {"max_connections": "200"}
"""What is added to the settings that the product ships: room for the clients of the peer's pools."""

OURS: Final = "template_ours"
"""The database to copy for our side: migrated, with the read model that the workloads fill."""

PEER: Final = "template_peer"
"""The database to copy for the peer's side: its tables, empty."""


class Server:
    """A running server with two databases to copy."""

    def __init__(self, postgres: EmbeddedPostgres) -> None:
        self._postgres = postgres
        self._numbers = count(1)
        self._copied: set[str] = set()
        ours = postgres.start(OURS)
        migrate(ours, SOURCES)
        reports.create(ours)
        peer.create(postgres.start(PEER))

    @contextmanager
    def fresh(self, template: str) -> Iterator[str]:
        """Yield the URL of a copy of a database, made after a checkpoint and dropped in the end."""
        name = f"cell_{next(self._numbers)}"
        self.copy(template, name)
        try:
            yield self.url(name)
        finally:
            self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def copy(self, template: str, name: str) -> None:
        """Copy a database that nobody is connected to; everything is on disk when that is done."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        self._run(statement.format(sql.Identifier(name), sql.Identifier(template)))
        self._run(sql.SQL("CHECKPOINT"))
        self._copied.add(name)

    def rename(self, name: str, new: str) -> None:
        """Give a database that nobody is connected to another name."""
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        self._run(statement.format(sql.Identifier(name), sql.Identifier(new)))

    def has(self, name: str) -> bool:
        """Tell whether a database of that name was copied."""
        return name in self._copied

    def url(self, name: str) -> str:
        """Return the URL of a database of this server."""
        return self._postgres.url(name)

    def _run(self, statement: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running() -> Iterator[Server]:
    """Run a server under a temporary directory."""
    with TemporaryDirectory(prefix="mentoring-bench-") as directory:
        postgres = EmbeddedPostgres(Path(directory) / "postgres", settings=SETTINGS)
        try:
            yield Server(postgres)
        finally:
            postgres.stop("immediate")

"""A migrated database of its own for each test that asks, on one server for the whole session.

``--postgres=15`` runs the same tests on Debian's PostgreSQL 15, ``--postgres=both`` on each in turn.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import psycopg
import pytest
from psycopg import errors, sql

from bootstrap.embedded_postgres import EmbeddedPostgres
from eventstore.migrate import migrate
from eventstore.postgres import PostgresEventStore
from tests.kit.looking import WITHIN, until

DEBIAN: Final = Path("/usr/lib/postgresql/15/bin")
"""Where Debian's package ``postgresql-15`` puts its programs."""

SOURCES: Final = ("eventstore", "vault", "projections")
"""The packages that ship migrations, in the order in which they build on each other."""

SETTINGS: Final = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
}
"""Tests end processes, not machines: what the kernel has been given survives."""

_numbers: Final = itertools.count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person choose the PostgreSQL to test on."""
    parser.addoption("--postgres", choices=["18", "15", "both"], default="18", help="PostgreSQL to test on")
    parser.addoption("--lost-events-seconds", type=int, default=20, help="how long to look for lost events")
    parser.addoption("--kills", type=int, default=8, help="how many processes the crash test kills")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs a server once for each chosen PostgreSQL."""
    if "postgres_version" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--postgres")
        versions = ["18", "15"] if chosen == "both" else [chosen]
        metafunc.parametrize("postgres_version", versions, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgres_version(request: pytest.FixtureRequest) -> str:
    """The major version of the PostgreSQL under test."""
    version: str = request.param
    return version


@pytest.fixture(scope="session", autouse=True)
def patience() -> Iterator[None]:
    """Let nobody hear that the log is busy because this machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("eventstore.pool.LOCK_TIMEOUT", WITHIN)
        yield


@contextmanager
def new_server(version: str) -> Iterator[EmbeddedPostgres]:
    """A server of a version, not yet started; skips the test where that version is not installed."""
    if version == "15" and not DEBIAN.exists():
        pytest.skip(f"PostgreSQL 15 is not installed in {DEBIAN} (Debian package postgresql-15)")
    # Not pytest's own temporary directory: each new pytest shuts it to everybody but root.
    with TemporaryDirectory(prefix="mentoring-postgres-") as directory:
        server = EmbeddedPostgres(Path(directory), DEBIAN if version == "15" else None, SETTINGS)
        try:
            yield server
        finally:
            server.stop("immediate")


@pytest.fixture(scope="session")
def postgres(postgres_version: str) -> Iterator[EmbeddedPostgres]:
    """A running server, shared by the session."""
    with new_server(postgres_version) as server:
        server.start()
        yield server


@pytest.fixture
def fresh_server(postgres_version: str) -> Iterator[EmbeddedPostgres]:
    """A server of the test's own, not yet started: for what concerns the cluster, and for crashes."""
    with new_server(postgres_version) as server:
        yield server


@pytest.fixture(scope="session")
def template(postgres: EmbeddedPostgres) -> str:
    """The name of a migrated database to copy."""
    migrate(postgres.start("template_migrated"), SOURCES)
    return "template_migrated"


@pytest.fixture
def empty_database(postgres: EmbeddedPostgres) -> Iterator[str]:
    """The URL of a new database that was not migrated; who connects with it is patient."""
    yield from _database(postgres, "template0")


@pytest.fixture
def database(postgres: EmbeddedPostgres, template: str) -> Iterator[str]:
    """The URL of a new, migrated database; who connects with it is patient."""
    yield from _database(postgres, template)


@pytest.fixture
def postgres_store(database: str) -> Iterator[PostgresEventStore]:
    """A store in a new database."""
    with PostgresEventStore(database, timeout=WITHIN) as store:
        yield store


def _database(postgres: EmbeddedPostgres, origin: str) -> Iterator[str]:
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        new, old = sql.Identifier(name), sql.Identifier(origin)
        _once_left(connection, sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(new, old))
        yield f"{postgres.url(name)}&connect_timeout={WITHIN.seconds}"
        _once_left(connection, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(new))


def _once_left(connection: psycopg.Connection, statement: sql.Composed) -> None:
    """Run what needs a database that nobody uses: the server waits five seconds for who is leaving."""

    def done() -> bool:
        try:
            connection.execute(statement)
        except errors.ObjectInUse:
            return False
        return True

    until(done)

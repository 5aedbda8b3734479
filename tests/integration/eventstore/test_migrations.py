import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bootstrap.embedded_postgres import EmbeddedPostgres
from eventstore.errors import MigrationChanged, MigrationFailed, SchemaMissing, StoreUnreachable
from eventstore.migrate import migrate, migrations, status
from eventstore.postgres import PostgresEventStore
from eventstore.testing import new_events
from tests.kit.postgres import SOURCES


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a package ``extension`` that ships one migration."""
    folder = tmp_path / "extension" / "sql"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    (folder / "0001_first.sql").write_text("CREATE TABLE first ();")
    (folder / "notes.sql").write_text("this is no migration")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "extension", raising=False)
    return folder


def test_everything_once_and_in_order(empty_database: str) -> None:
    """The first call applies all migrations in order, the second finds nothing to do."""
    applied = migrate(empty_database, SOURCES)
    shipped = [(migration.source, migration.name) for migration in migrations(SOURCES)]
    assert [(step.source, step.name) for step in applied] == shipped
    assert shipped[0] == ("eventstore", "0001_roles.sql")
    assert migrate(empty_database, SOURCES) == []


def test_status_before_and_after(empty_database: str) -> None:
    """The status tells what is pending, and afterwards what was applied and when."""
    before = status(empty_database, ["eventstore"])
    assert {(step.state, step.applied_at) for step in before} == {("pending", None)}
    migrate(empty_database, ["eventstore"])
    after = status(empty_database, ["eventstore"])
    assert {step.state for step in after} == {"applied"}
    assert all(step.applied_at for step in after)


def test_new_migration_is_applied_alone(empty_database: str, package: Path) -> None:
    """A migration that appears later is applied without the earlier ones."""
    migrate(empty_database, ["extension"])
    (package / "0002_second.sql").write_text("CREATE TABLE second ();")
    assert [step.name for step in migrate(empty_database, ["extension"])] == ["0002_second.sql"]


def test_changed_migration_is_refused(empty_database: str, package: Path) -> None:
    """A file that changed after it was applied stops everything and is named with the way out."""
    migrate(empty_database, ["extension"])
    (package / "0001_first.sql").write_text("CREATE TABLE third ();")
    with pytest.raises(MigrationChanged, match=r"0001_first\.sql of extension.*Restore the file"):
        migrate(empty_database, ["extension"])
    assert [step.state for step in status(empty_database, ["extension"])] == ["changed"]


def test_migration_of_a_newer_program(empty_database: str, package: Path) -> None:
    """What only a newer program knows is left alone and shown as unknown."""
    migrate(empty_database, ["extension"])
    (package / "0001_first.sql").rename(package / "0002_second.sql")
    states = {step.name: step.state for step in status(empty_database, ["extension"])}
    assert states == {"0002_second.sql": "pending", "0001_first.sql": "unknown"}


def test_all_or_nothing(empty_database: str, package: Path) -> None:
    """When one migration fails, none of its call stays, and the failing one is named."""
    (package / "0002_second.sql").write_text("CREATE TABLE first ();")
    with pytest.raises(MigrationFailed, match=r"0002_second\.sql of extension failed.*already exists"):
        migrate(empty_database, ["extension"])
    assert [step.state for step in status(empty_database, ["extension"])] == ["pending", "pending"]


def test_many_at_once(empty_database: str) -> None:
    """Of several programs that migrate one database at once, one applies everything."""
    with ThreadPoolExecutor(4) as threads:
        applied = list(threads.map(lambda _: len(migrate(empty_database, ["eventstore"])), range(4)))
    assert sorted(applied) == [0, 0, 0, len(migrations(["eventstore"]))]


def test_new_cluster_many_databases_at_once(fresh_server: EmbeddedPostgres) -> None:
    """Databases of one new cluster can be migrated at once, though they share their roles."""
    urls = [fresh_server.start(f"database_{number}") for number in range(4)]
    with ThreadPoolExecutor(4) as threads:
        applied = list(threads.map(lambda url: len(migrate(url, SOURCES)), urls))
    assert applied == [len(migrations(SOURCES))] * 4


def test_without_a_superuser(fresh_server: EmbeddedPostgres) -> None:
    """Whoever may create roles and owns the database can migrate it, use it, and do it again elsewhere."""
    with psycopg.connect(fresh_server.start("postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE operator LOGIN CREATEROLE CREATEDB")
    url = fresh_server.url("postgres").replace("//postgres@", "//operator@")
    with psycopg.connect(url, autocommit=True) as connection:
        for name in ("first", "second"):
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            migrate(url.replace("/postgres?", f"/{name}?"), SOURCES)
        connection.execute("GRANT mentoring_writer TO operator")
    with PostgresEventStore(url.replace("/postgres?", "/second?")) as store:
        assert store.append("a-1", new_events("x"), expected=0).position == 1


def test_without_the_right_to(database: str, empty_database: str) -> None:
    """Who may not create roles and schemas hears what is missing."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS nobody_much")
        connection.execute("CREATE ROLE nobody_much LOGIN")
    url = empty_database.replace("//postgres@", "//nobody_much@")
    with pytest.raises(MigrationFailed, match="CREATEROLE"):
        migrate(url, SOURCES)


def test_store_without_migration(empty_database: str) -> None:
    """A store in a database that was never migrated says what to do."""
    migrate(empty_database, ["eventstore"])
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute("DROP SCHEMA log CASCADE")
    with (
        PostgresEventStore(empty_database) as store,
        pytest.raises(SchemaMissing, match="mentoring db migrate"),
    ):
        store.head()


def test_no_database() -> None:
    """A server that is not there is reported as such."""
    with pytest.raises(StoreUnreachable, match="Check that PostgreSQL runs"):
        migrate("host=/nowhere", SOURCES)

"""What those hear whom the database does not let in, or not as what they came for."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest

from eventstore.errors import RoleMissing, StoreUnreachable
from eventstore.importer import import_events
from eventstore.postgres import PostgresEventStore
from eventstore.testing import new_events
from eventstore.translation import translated
from projections.connection import connect

SOON = timedelta(milliseconds=100)


@pytest.fixture
def stranger(database: str) -> Iterator[str]:
    """The URL of a database for a login that was granted nothing."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS stranger")
        connection.execute("CREATE ROLE stranger LOGIN")
        yield database.replace("//postgres@", "//stranger@")
        connection.execute("DROP ROLE stranger")


def test_a_login_without_its_role_is_told_which_one(stranger: str) -> None:
    """Whether it comes to append, to import or to read."""
    with (
        PostgresEventStore(stranger, timeout=SOON) as store,
        pytest.raises(RoleMissing, match="GRANT mentoring_writer TO"),
    ):
        store.head()
    with pytest.raises(RoleMissing, match="GRANT mentoring_importer TO"):
        import_events(stranger, [])
    with pytest.raises(RoleMissing, match="GRANT mentoring_projector TO"), translated():
        connect(stranger)


def test_whoever_is_not_let_in_hears_why(database: str) -> None:
    """The server's own words, not that no connection could be had."""
    nowhere = psycopg.conninfo.make_conninfo(database, dbname="nowhere")
    with (
        PostgresEventStore(nowhere, timeout=SOON) as store,
        pytest.raises(StoreUnreachable, match='database "nowhere" does not exist'),
    ):
        store.head()


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_a_database_with_a_stricter_default_is_written_to_all_the_same(database: str, level: str) -> None:
    """The log needs READ COMMITTED, and asks for it."""
    with psycopg.connect(database, autocommit=True) as connection:
        name = psycopg.sql.Identifier(connection.info.dbname)
        setting = psycopg.sql.SQL("ALTER DATABASE {} SET default_transaction_isolation = {}")
        connection.execute(setting.format(name, level))
    with PostgresEventStore(database) as store:
        store.append("a-1", new_events("x"), expected=0)
        import_events(database, [("a-1", event) for event in new_events("y")])
        assert store.head().position == 2

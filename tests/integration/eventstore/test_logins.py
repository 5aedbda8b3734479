"""What those hear whom the database does not let in, or not as what they came for."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest

from eventstore.errors import RoleMissing, StoreUnreachable
from eventstore.importer import import_events
from eventstore.postgres import PostgresEventStore
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

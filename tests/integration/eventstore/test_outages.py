"""The database goes away and comes back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest

from bootstrap.embedded_postgres import EmbeddedPostgres
from eventstore.errors import StoreBusy, StoreUnreachable
from eventstore.migrate import migrate
from eventstore.postgres import PostgresEventStore
from eventstore.testing import LATE, new_events
from tests.kit.interleaving import until_waiting
from tests.kit.looking import until


def _end_connections(database: str, application: str = "mentoring") -> None:
    with psycopg.connect(database) as connection:
        connection.execute(
            """SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
               WHERE datname = current_database() AND application_name = %s""",
            [application],
        )


def _reaches(store: PostgresEventStore) -> bool:
    try:
        store.head()
    except StoreUnreachable:
        return False
    return True


def test_dead_connections_are_replaced(postgres_store: PostgresEventStore, database: str) -> None:
    """A call that meets dead connections succeeds on a fresh one."""
    postgres_store.append("a-1", new_events("x"), expected=0)
    _end_connections(database)
    assert postgres_store.append("a-1", new_events("y"), expected=1).version == 2
    _end_connections(database)
    assert len(postgres_store.load("a-1")) == 2


def test_waiting_outlives_its_connection(postgres_store: PostgresEventStore, database: str) -> None:
    """Whoever waits is woken although the connection that listened was lost in between."""
    postgres_store.append("a-1", new_events("x"), expected=0)
    assert postgres_store.wait(0, LATE)
    _end_connections(database)
    postgres_store.append("a-1", new_events("y"), expected=1)
    assert postgres_store.wait(1, LATE)


def test_noise_on_the_channel_is_not_heard(postgres_store: PostgresEventStore, database: str) -> None:
    """Anybody who may connect may notify; whoever listens goes on listening."""
    assert not postgres_store.wait(0, timedelta(milliseconds=10))
    with psycopg.connect(database, autocommit=True) as connection:
        for noise in ("", "-1", "loud"):
            connection.execute("SELECT pg_notify('log', %s)", [noise])
    with ThreadPoolExecutor() as threads:
        heard = threads.submit(postgres_store.wait, 0, LATE)
        postgres_store.append("a-1", new_events("x"), expected=0)
        assert heard.result()


def test_restart(fresh_server: EmbeddedPostgres) -> None:
    """While the server is away every call says so; when it is back, the same store goes on."""
    database = fresh_server.start("log")
    migrate(database, ["eventstore"])
    with PostgresEventStore(database, timeout=timedelta(seconds=5)) as store:
        store.append("a-1", new_events("x"), expected=0)
        assert store.wait(0, LATE)
        fresh_server.stop("immediate")
        with pytest.raises(StoreUnreachable, match="repeating an append is safe"):
            store.append("a-1", new_events("y"), expected=1)
        with pytest.raises(StoreUnreachable):
            store.wait(1, timedelta(milliseconds=10))
        fresh_server.start("log")
        assert store.append("a-1", new_events("y"), expected=1).position == 2
        assert store.wait(1, LATE)


def test_closed_store(database: str) -> None:
    """A store that was closed answers nobody, and lets nobody wait."""
    store = PostgresEventStore(database)
    store.close()
    with pytest.raises(StoreUnreachable):
        store.head()
    with pytest.raises(StoreUnreachable):
        store.wait(0, LATE)


def test_busy_store(database: str) -> None:
    """A call that finds every connection in use for too long says so."""
    hasty = PostgresEventStore(database, max_size=1, timeout=timedelta(milliseconds=100))
    with hasty as store, psycopg.connect(database) as blocker, ThreadPoolExecutor(1) as other:
        until(lambda: _reaches(store))  # which may take longer than it has patience
        blocker.execute("LOCK log.event IN ACCESS EXCLUSIVE MODE")
        blocked = other.submit(store.read)
        until_waiting(database)
        with pytest.raises(StoreUnreachable):
            store.head()
        blocker.rollback()
        assert blocked.result() == []


def test_log_held_by_somebody_else(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An append whose turn does not come says that the log is held, not that it cannot be reached."""
    monkeypatch.setattr("eventstore.pool.LOCK_TIMEOUT", timedelta(milliseconds=50))
    with PostgresEventStore(database) as store, psycopg.connect(database) as holder:
        store.append("a-1", new_events("x"), expected=0)
        holder.execute("LOCK log.event IN EXCLUSIVE MODE")
        with pytest.raises(StoreBusy, match="held by another transaction"):
            store.append("a-1", new_events("y"), expected=1)
        holder.rollback()
        assert store.append("a-1", new_events("y"), expected=1).position == 2

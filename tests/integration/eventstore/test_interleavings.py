"""Two connections, one step at a time: what each sees while the other is in the middle."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import psycopg
import pytest

from eventstore.api import Appended
from eventstore.errors import VersionConflict
from eventstore.importer import Imported, import_events
from eventstore.postgres import PostgresEventStore
from eventstore.testing import LATE, names, new_event, new_events
from tests.kit.interleaving import in_the_middle, until_waiting


@pytest.fixture
def other() -> Iterator[ThreadPoolExecutor]:
    """Somebody else, who does one thing at a time."""
    with ThreadPoolExecutor(1) as thread:
        yield thread


def test_uncommitted_events_are_not_there(postgres_store: PostgresEventStore, database: str) -> None:
    """Before the commit nobody sees the events; after it everybody does, and who waits is woken."""
    with in_the_middle(database, "a-1", "x", "y") as first:
        assert postgres_store.head().position == 0
        assert postgres_store.read() == postgres_store.load("a-1") == []
        first.commit()
        assert names(postgres_store.read()) == ["x", "y"]
        assert postgres_store.wait(1, LATE)


def test_second_append_waits_its_turn(
    postgres_store: PostgresEventStore, database: str, other: ThreadPoolExecutor
) -> None:
    """An append to another stream waits for the first to commit, so positions appear in their order."""
    with in_the_middle(database, "a-1", "x") as first:
        second = other.submit(postgres_store.append, "a-2", new_events("y"), expected=0)
        until_waiting(database)
        assert postgres_store.read() == []
        first.commit()
        assert second.result() == Appended("a-2", 1, 2)


def test_abandoned_append_leaves_no_gap(
    postgres_store: PostgresEventStore, database: str, other: ThreadPoolExecutor
) -> None:
    """When the first append is rolled back, the one that waited takes its position."""
    with in_the_middle(database, "a-1", "x", "y") as first:
        second = other.submit(postgres_store.append, "a-2", new_events("z"), expected=0)
        until_waiting(database)
        first.rollback()
        assert second.result() == Appended("a-2", 1, 1)


def test_second_of_two_who_expect_the_same(
    postgres_store: PostgresEventStore, database: str, other: ThreadPoolExecutor
) -> None:
    """Of two who expect the same version, the second hears where the stream is after the first."""
    with in_the_middle(database, "a-1", "x", "y") as first:
        second = other.submit(postgres_store.append, "a-1", new_events("z"), expected=0)
        until_waiting(database)
        first.commit()
        with pytest.raises(VersionConflict, match="at version 2, but the append expected no stream"):
            second.result()


def test_second_attempt_while_the_first_is_open(
    postgres_store: PostgresEventStore, database: str, other: ThreadPoolExecutor
) -> None:
    """A second attempt that comes before the first has committed hears of the first one's place."""
    with in_the_middle(database, "a-1", "x") as first:
        second = other.submit(postgres_store.append, "a-1", new_events("x"), expected=0)
        until_waiting(database)
        first.commit()
        assert second.result() == Appended("a-1", 1, 1, duplicate=True)


def test_import_waits_for_append(
    postgres_store: PostgresEventStore, database: str, other: ThreadPoolExecutor
) -> None:
    """An import goes on behind an append that was first, in the log and in the stream."""
    with in_the_middle(database, "a-1", "x") as first:
        second: Future[Imported] = other.submit(import_events, database, [("a-1", new_event("y"))])
        until_waiting(database)
        first.commit()
        assert second.result() == Imported(1, 1, 2)
    assert [(event.version, event.data["name"]) for event in postgres_store.load("a-1")] == [
        (1, "x"),
        (2, "y"),
    ]


def test_old_snapshot_stays_consistent(postgres_store: PostgresEventStore, database: str) -> None:
    """A reader with an older snapshot sees the beginning of the log, without holes, until it looks anew."""
    postgres_store.append("a-1", new_events("x"), expected=0)
    with psycopg.connect(database) as reader:
        reader.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        positions = "SELECT array_agg(position ORDER BY position) FROM log.event"
        assert reader.execute(positions).fetchone() == ([1],)
        postgres_store.append("a-2", new_events("y", "z"), expected=0)
        assert reader.execute(positions).fetchone() == ([1],)
        reader.commit()
        assert reader.execute(positions).fetchone() == ([1, 2, 3],)

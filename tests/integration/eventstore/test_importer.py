from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from domain.envelope import NewEvent
from eventstore.errors import BadAppend, EventIdReused, NotCanonical, StoreUnreachable
from eventstore.importer import Imported, import_events
from eventstore.leaf import envelope, leaf_hash
from eventstore.postgres import PostgresEventStore
from eventstore.testing import NOON, names, new_event, new_events


class SourceBroke(Exception):
    """Where the history came from, nothing more came."""


def _history(count: int) -> Iterator[tuple[str, NewEvent]]:
    """A history of several streams that take turns, with every kind of awkward text."""
    for number in range(count):
        data = {
            "name": str(number),
            "text": 'tab\t, line\nend, "quote", back\\slash, \\N, é, 🎓',
            "nothing": None,
        }
        yield f"a-{number % 7}", new_event(number, data=data)


def test_same_log_as_by_appending(postgres_store: PostgresEventStore, database: str) -> None:
    """An imported history stands in the log as if its events had been appended one by one."""
    assert import_events(database, _history(100), chunk=30) == Imported(100, 100, 100)
    events = postgres_store.read()
    assert [(event.stream, event.data, event.occurred_at) for event in events] == [
        (stream, event.data, NOON) for stream, event in _history(100)
    ]
    assert [event.position for event in events] == list(range(1, 101))
    assert [event.version for event in postgres_store.load("a-3")] == list(range(1, 15))
    assert all(event.leaf_hash == leaf_hash(envelope(event)) for event in events)


def test_import_between_appends(postgres_store: PostgresEventStore, database: str) -> None:
    """An import goes on where the log and its streams end, and appends go on where the import ends."""
    postgres_store.append("a-1", new_events("x", "y"), expected=0)
    import_events(database, _history(10))
    assert postgres_store.append("a-1", new_events("z"), expected=4).position == 13
    assert names(postgres_store.load("a-1")) == ["x", "y", "1", "8", "z"]


def test_broken_import_is_started_again(postgres_store: PostgresEventStore, database: str) -> None:
    """An import that broke off keeps its committed chunks, and skips them when it is started again."""

    def breaking() -> Iterator[tuple[str, NewEvent]]:
        yield from islice(_history(100), 45)
        raise SourceBroke

    with pytest.raises(SourceBroke):
        import_events(database, breaking(), chunk=10)
    assert postgres_store.head().position == 40
    assert import_events(database, _history(100), chunk=10) == Imported(100, 60, 100)
    assert import_events(database, _history(100)) == Imported(100, 0, 100)
    assert names(postgres_store.read()) == [str(number) for number in range(100)]


def test_progress(database: str) -> None:
    """Whoever watches hears after each chunk how far the import has come."""
    heard: list[Imported] = []
    import_events(database, _history(25), chunk=10, progress=heard.append)
    assert heard == [Imported(10, 10, 10), Imported(20, 20, 20), Imported(25, 25, 25)]


def test_nothing_to_import(postgres_store: PostgresEventStore, database: str) -> None:
    """An empty history changes nothing and tells where the log ends."""
    postgres_store.append("a-1", new_events("x"), expected=0)
    assert import_events(database, []) == Imported(0, 0, 1)


def test_repeated_events(postgres_store: PostgresEventStore, database: str) -> None:
    """An event that comes twice in one history is stored once."""
    twice = [*_history(3), *_history(5)]
    assert import_events(database, twice) == Imported(8, 5, 5)
    assert names(postgres_store.read()) == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("known", ["in the log", "in the same chunk"])
def test_id_with_other_content(postgres_store: PostgresEventStore, database: str, known: str) -> None:
    """An event id that stands for something else stops the import; the chunk leaves no trace."""
    if known == "in the log":
        import_events(database, _history(1))
    before = postgres_store.head()
    other = new_event(0, data={"name": "other"})
    history = [*_history(2 if known == "in the same chunk" else 0), ("a-0", other), ("a-9", new_event("new"))]
    with pytest.raises(EventIdReused, match="with other content"):
        import_events(database, history)
    assert postgres_store.head() == before


def test_malformed_history(postgres_store: PostgresEventStore, database: str) -> None:
    """What an append would refuse, an import refuses too."""
    event = new_event("x")
    with pytest.raises(BadAppend):
        import_events(database, [("nowhere", event)])
    with pytest.raises(NotCanonical):
        import_events(database, [("a-1", replace(event, data={"weight": 0.5}))])
    assert postgres_store.head().position == 0


def test_no_database() -> None:
    """An import into a database that is not there says so."""
    with pytest.raises(StoreUnreachable):
        import_events("host=/nowhere", _history(1))

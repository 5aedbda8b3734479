"""The promises of an event log as tests that any store can be run with.

Derive a class from `EventStoreContract` where pytest collects it, and give it a fixture ``store``::

    class TestMyStore(EventStoreContract):
        @pytest.fixture
        def store(self) -> EventStore:
            return MyStore()
"""
# ruff: noqa: S101, PLR2004 - these are tests: they assert, and their numbers are the example

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any

from domain.envelope import NewEvent, RecordedEvent
from domain.ids import derive
from eventstore.api import Appended, EventStore, Expected, ExpectedVersion, Head, StreamWrite
from eventstore.errors import BadAppend, EventIdReused, NotCanonical, StoreError, VersionConflict
from eventstore.leaf import envelope, leaf_hash

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""When the example events occur."""

ELSEWHERE = timezone(timedelta(hours=5, minutes=45))
"""Not where computers run."""

SOON = timedelta(milliseconds=50)
"""Long enough to see that nothing comes."""

LATE = timedelta(minutes=2)
"""Longer than anything takes, also on a busy machine."""


def new_event(name: object, **changes: Any) -> NewEvent:  # noqa: ANN401 - any field of the event
    """Return an example event; the same name is the same event, but for the given changes."""
    fields: dict[str, Any] = {
        "event_id": derive("example", name),
        "type": "example.happened",
        "schema_version": 1,
        "data": {"name": str(name)},
        "metadata": {"correlation_id": "request", "causation_id": "command"},
        "occurred_at": NOON,
    }
    return NewEvent(**fields | changes)


def new_events(*names: object) -> list[NewEvent]:
    """Return an example event for each name."""
    return [new_event(name) for name in names]


def names(events: Sequence[RecordedEvent]) -> list[str]:
    """Return what the example events are called."""
    return [event.data["name"] for event in events]


def refusal(kind: type[StoreError], action: Callable[[], object]) -> StoreError:
    """Return the error of a kind that an action raises; fail when it raises none."""
    try:
        action()
    except kind as error:
        return error
    message = f"{kind.__name__} was not raised"
    raise AssertionError(message)


class AppendContract:
    """What an append promises."""

    def test_first_event_stands_at_one(self, store: EventStore) -> None:
        """The first event of the log has position 1 and, in its stream, version 1."""
        assert store.append("a-1", new_events("x"), expected=0) == Appended("a-1", 1, 1)

    def test_positions_span_streams(self, store: EventStore) -> None:
        """Positions count through all streams, versions through one."""
        store.append("a-1", new_events("x", "y"), expected=0)
        assert store.append("a-2", new_events("z"), expected=0) == Appended("a-2", 1, 3)
        assert [(e.position, e.stream, e.version) for e in store.read()] == [
            (1, "a-1", 1),
            (2, "a-1", 2),
            (3, "a-2", 1),
        ]

    def test_met_expectations(self, store: EventStore) -> None:
        """An append succeeds where the stream is as expected: exactly, empty, existing or any."""
        expectations: list[ExpectedVersion] = [
            Expected.NO_STREAM,
            1,
            Expected.STREAM_EXISTS,
            Expected.ANY,
        ]
        for version, expected in enumerate(expectations, start=1):
            assert store.append("a-1", new_events(version), expected=expected).version == version
        assert store.append("a-2", new_events("other"), expected=Expected.ANY).version == 1

    def test_unmet_expectations(self, store: EventStore) -> None:
        """An append elsewhere is a conflict that names the stream, what was expected and what is."""
        store.append("a-1", new_events("x", "y"), expected=0)
        cases: list[tuple[str, ExpectedVersion, str, int]] = [
            ("a-1", 1, "version 1", 2),
            ("a-1", 3, "version 3", 2),
            ("a-1", Expected.NO_STREAM, "no stream", 2),
            ("a-2", 1, "version 1", 0),
            ("a-2", Expected.STREAM_EXISTS, "stream exists", 0),
        ]
        for stream, expected, words, actual in cases:
            error = refusal(
                VersionConflict, partial(store.append, stream, new_events("z"), expected=expected)
            )
            assert error.facts == {"stream": stream, "expected": words, "actual": actual}
            assert all(part in str(error) for part in (stream, words, str(actual)))

    def test_refused_append_leaves_no_gap(self, store: EventStore) -> None:
        """A refused append writes nothing and takes no position."""
        store.append("a-1", new_events("x"), expected=0)
        refusal(VersionConflict, lambda: store.append("a-1", new_events("y", "z"), expected=7))
        assert store.append("a-1", new_events("w"), expected=1).position == 2
        assert names(store.read()) == ["x", "w"]

    def test_same_events_again(self, store: EventStore) -> None:
        """The same events again are a success that writes nothing and tells their original place."""
        store.append("a-1", new_events("x", "y"), expected=0)
        store.append("a-1", new_events("z"), expected=2)
        for expected in (0, 3, 9, Expected.NO_STREAM, Expected.ANY):
            again = store.append("a-1", new_events("x", "y"), expected=expected)
            assert again == Appended("a-1", 2, 2, duplicate=True)
        assert store.head().position == 3

    def test_second_attempt_under_other_circumstances(self, store: EventStore) -> None:
        """A second attempt may come later and through another run; the first one's account stands."""
        store.append("a-1", new_events("x"), expected=0)
        later = new_event("x", occurred_at=NOON + SOON, metadata={"correlation_id": "r", "run_id": "2"})
        assert store.append("a-1", [later], expected=0).duplicate
        assert store.load("a-1")[0].occurred_at == NOON

    def test_id_with_other_content(self, store: EventStore) -> None:
        """An event id that comes with other content, or in another stream, is refused."""
        store.append("a-1", new_events("x"), expected=0)
        others = [
            new_event("x", data={"name": "other"}),
            new_event("x", type="example.changed"),
            new_event("x", schema_version=2),
        ]
        for other in others:
            error = refusal(EventIdReused, partial(store.append, "a-1", [other], expected=Expected.ANY))
            assert error.facts["event_id"] == str(derive("example", "x"))
        refusal(EventIdReused, lambda: store.append("a-2", new_events("x"), expected=0))
        assert store.head().position == 1

    def test_ids_known_in_part(self, store: EventStore) -> None:
        """An append of which only some events are known is refused, and names a new one."""
        store.append("a-1", new_events("x"), expected=0)
        error = refusal(EventIdReused, lambda: store.append("a-1", new_events("x", "y"), expected=1))
        assert error.facts["event_id"] == str(derive("example", "y"))
        assert names(store.read()) == ["x"]

    def test_several_streams_at_once(self, store: EventStore) -> None:
        """One append adds to several streams, in the given order, without a gap."""
        store.append("a-2", new_events("u"), expected=0)
        writes = [
            StreamWrite("a-1", new_events("v", "w"), Expected.NO_STREAM),
            StreamWrite("a-2", new_events("x"), 1),
            StreamWrite("a-3", new_events("y", "z"), Expected.ANY),
        ]
        places = [("a-1", 2, 3), ("a-2", 2, 4), ("a-3", 2, 6)]
        assert store.append_many(writes) == [Appended(*place) for place in places]
        assert store.append_many(writes) == [Appended(*place, duplicate=True) for place in places]
        assert [(e.stream, e.version) for e in store.read(after=1)] == [
            ("a-1", 1),
            ("a-1", 2),
            ("a-2", 2),
            ("a-3", 1),
            ("a-3", 2),
        ]

    def test_several_streams_or_none(self, store: EventStore) -> None:
        """A conflict on one of several streams keeps all of them unwritten."""
        store.append("a-2", new_events("u"), expected=0)
        writes = [StreamWrite("a-1", new_events("v"), 0), StreamWrite("a-2", new_events("w"), 0)]
        error = refusal(VersionConflict, lambda: store.append_many(writes))
        assert error.facts["stream"] == "a-2"
        assert names(store.read()) == ["u"]

    def test_meaningless_appends(self, store: EventStore) -> None:
        """An append that cannot mean anything is refused with the way out."""
        x = new_event("x")
        meaningless: list[list[StreamWrite]] = [
            [],
            [StreamWrite("a-1", [], 0)],
            [StreamWrite("a-1", [x], -1)],
            [StreamWrite("a-1", [x], 0), StreamWrite("a-1", new_events("y"), 1)],
            [StreamWrite("a-1", [x], 0), StreamWrite("a-2", [x], 0)],
            [StreamWrite("a-1", [replace(x, type="Happened")], 0)],
            [StreamWrite("a-1", [replace(x, schema_version=0)], 0)],
            [StreamWrite("a-1", [replace(x, occurred_at=NOON.replace(tzinfo=None))], 0)],
            [StreamWrite("a-1", [replace(x, metadata={})], 0)],
            *([StreamWrite(stream, [x], 0)] for stream in ("", "a", "a-", "A-1", "a-1\n", "a-é", 'a-"')),
        ]
        for writes in meaningless:
            refusal(BadAppend, partial(store.append_many, writes))
        refusal(NotCanonical, lambda: store.append("a-1", [replace(x, data={"weight": 0.5})], expected=0))
        assert store.head() == Head(0, None)


class ReadContract:
    """What reading promises."""

    def test_event_comes_back_whole(self, store: EventStore) -> None:
        """A loaded event is what was appended, with its place, its time and its leaf hash."""
        moment = datetime(2026, 3, 29, 3, 30, 0, 123456, tzinfo=UTC).astimezone(ELSEWHERE)
        data = {"text": 'é "\\ \n\u2028\x7f 🎓', "list": [1, None, True, {"deep": -(2**53) + 1}], "z": {}}
        new = new_event("x", data=data, occurred_at=moment, schema_version=3)
        store.append("a-1", [new], expected=0)
        [event] = store.load("a-1")
        for field in ("event_id", "type", "schema_version", "data", "metadata", "occurred_at"):
            assert getattr(event, field) == getattr(new, field)
        assert (event.stream, event.version, event.position) == ("a-1", 1, 1)
        assert event.recorded_at.utcoffset() == event.occurred_at.utcoffset() == timedelta(0)
        assert event.leaf_hash == leaf_hash(envelope(event))

    def test_loading_a_part(self, store: EventStore) -> None:
        """A stream can be loaded after a version and as of a position."""
        store.append("a-1", new_events(1, 2), expected=0)
        store.append("a-2", new_events("other"), expected=0)
        store.append("a-1", new_events(3, 4), expected=2)
        assert names(store.load("a-1")) == ["1", "2", "3", "4"]
        assert names(store.load("a-1", after_version=1)) == ["2", "3", "4"]
        assert names(store.load("a-1", until_position=4)) == ["1", "2", "3"]
        assert names(store.load("a-1", after_version=2, until_position=3)) == []
        assert store.load("a-3") == []

    def test_reading_pages(self, store: EventStore) -> None:
        """The log is read page by page, in order, without a repeat or an omission."""
        store.append("a-1", new_events(*range(5)), expected=0)
        assert names(store.read(limit=2)) == ["0", "1"]
        assert names(store.read(after=2, limit=2)) == ["2", "3"]
        assert names(store.read(after=4, limit=2)) == ["4"]
        assert store.read(after=5) == []
        assert names(store.read(after=1, until_position=3)) == ["1", "2"]

    def test_bounds_before_the_beginning(self, store: EventStore) -> None:
        """What comes after less than nothing is everything; what comes until then is nothing."""
        store.append("a-1", new_events(1, 2), expected=0)
        assert names(store.read(after=-1)) == names(store.load("a-1", after_version=-1)) == ["1", "2"]
        assert store.read(until_position=-1) == store.load("a-1", until_position=-1) == []

    def test_reading_a_selection(self, store: EventStore) -> None:
        """The log is read by type and by correlation, and by both."""
        kinds, requests = ["example.opened", "example.closed", "example.moved"], ["one", "two"]
        events = [
            new_event(n, type=kinds[n % 3], metadata={"correlation_id": requests[n % 2]}) for n in range(12)
        ]
        store.append("a-1", events, expected=0)
        assert names(store.read(types=["example.opened"])) == ["0", "3", "6", "9"]
        assert names(store.read(types=["example.opened", "example.moved"], limit=3)) == ["0", "2", "3"]
        assert names(store.read(types=[])) == []
        assert names(store.read(correlation_id="two", after=4, limit=3)) == ["5", "7", "9"]
        both = store.read(correlation_id="one", types=["example.closed"], until_position=10)
        assert names(both) == ["4"]

    def test_reading_as_of_an_instant(self, store: EventStore) -> None:
        """As of an instant, exactly what was recorded until then is there."""
        for number in range(5):
            store.append("a-1", new_events(number), expected=number)
        everything = store.read()
        instants = [event.recorded_at for event in everything]
        assert instants == sorted(instants)
        for instant in (*instants, instants[0] - LATE, instants[-1] + LATE):
            known = [event for event in everything if event.recorded_at <= instant]
            assert store.read(until=instant) == known
            assert store.load("a-1", until=instant) == known
        assert store.read(until=instants[3], until_position=2) == everything[:2]

    def test_finding_an_event(self, store: EventStore) -> None:
        """An event is found by its id, in whatever stream it stands; an unknown id finds nothing."""
        store.append("a-1", new_events("x"), expected=0)
        store.append("a-2", new_events("y", "z"), expected=0)
        assert store.find(derive("example", "z")) == store.load("a-2")[1]
        assert store.find(derive("example", "other")) is None

    def test_head(self, store: EventStore) -> None:
        """The head is the last position and its time, and position 0 while the log is empty."""
        assert store.head() == Head(0, None)
        store.append("a-1", new_events("x", "y"), expected=0)
        assert store.head() == Head(2, store.read()[-1].recorded_at)


class ConcurrencyContract:
    """What holds when many do it at once."""

    def test_exactly_one_wins(self, store: EventStore) -> None:
        """Of many who append at the same expected version exactly one succeeds; the others hear of it."""

        def attempt(number: int) -> bool:
            try:
                store.append("a-1", new_events(number), expected=0)
            except VersionConflict:
                return False
            return True

        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(attempt, range(8))) == 1
        assert store.head().position == 1

    def test_one_command_from_many_hands(self, store: EventStore) -> None:
        """The same events from many hands at once are written once, and everybody hears their place."""
        with ThreadPoolExecutor(8) as threads:
            answers = list(
                threads.map(lambda _: store.append("a-1", new_events("x", "y"), expected=0), range(8))
            )
        assert {(answer.version, answer.position) for answer in answers} == {(2, 2)}
        assert sum(not answer.duplicate for answer in answers) == 1

    def test_no_gaps_anywhere(self, store: EventStore) -> None:
        """Positions and each stream's versions run without a gap, whoever wrote them."""

        def write(number: int) -> None:
            own, shared = new_events((number, 1), (number, 2)), new_events((number, 3))
            store.append_many(
                [StreamWrite(f"a-{number}", own, 0), StreamWrite("a-shared", shared, Expected.ANY)]
            )

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(write, range(24)))
        assert [event.position for event in store.read()] == list(range(1, 73))
        assert [event.version for event in store.load("a-shared")] == list(range(1, 25))

    def test_waiting(self, store: EventStore) -> None:
        """A wait ends when the log goes beyond a position: at once, as soon as it does, or never in time."""
        assert not store.wait(0, SOON)
        woken = threading.Event()

        def follow() -> None:
            if store.wait(1, LATE):
                woken.set()

        follower = threading.Thread(target=follow)
        follower.start()
        store.append("a-1", new_events("x", "y"), expected=0)
        follower.join()
        assert woken.is_set()
        assert store.wait(1, timedelta(0))
        assert not store.wait(2, SOON)


class EventStoreContract(AppendContract, ReadContract, ConcurrencyContract):
    """Everything that an `EventStore` promises."""

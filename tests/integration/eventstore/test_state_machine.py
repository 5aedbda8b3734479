"""PostgreSQL against the plainest log there is, a list, and its read model against counting that list."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from domain.envelope import NewEvent
from eventstore.api import Expected, ExpectedVersion, StreamWrite
from eventstore.errors import EventIdReused, VersionConflict
from eventstore.importer import import_events
from eventstore.postgres import PostgresEventStore
from eventstore.testing import new_event, refusal
from projections.checkpoint import Checkpoint, survey
from projections.connection import connect
from projections.follower import Follower
from projections.projection import Projection
from projections.rebuild import rebuild
from projections.runner import Runner
from projections.shadow import rebuild_beside
from tests.kit.tallies import TALLY, tally_of

if TYPE_CHECKING:
    from uuid import UUID

STREAMS = ("one", "two", "three")

expectations = st.sampled_from(["right", "wrong", *Expected])
sizes = st.integers(1, 4)


COUNTING = replace(TALLY, types=("example.happened",), batch=100)


def catch_up(database: str, projection: Projection) -> None:
    """Apply what is missing."""
    Runner(database, [projection]).catch_up()


class LogMachine(RuleBasedStateMachine):
    """Does the same to the store and to a list, and compares after every step."""

    store: ClassVar[PostgresEventStore]
    database: ClassVar[str]
    example: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        """All examples share a database: each has streams of its own, behind what is there."""
        type(self).example += 1
        self.base = self.store.head().position
        self.log: list[tuple[str, UUID, str]] = []
        self.calls: list[list[StreamWrite]] = []
        self.created = 0

    @rule(stream=st.sampled_from(STREAMS), size=sizes, expectation=expectations)
    def append(self, stream: str, size: int, expectation: str | Expected) -> None:
        """Append to one stream."""
        self._append([self._write(stream, size, expectation)])

    @rule(
        order=st.permutations(STREAMS),
        sizes=st.lists(sizes, min_size=2, max_size=3),
        expectation=expectations,
    )
    def append_many(self, order: list[str], sizes: list[int], expectation: str | Expected) -> None:
        """Append to several streams; only the last expectation may be wrong."""
        kinds: list[str | Expected] = [*["right"] * (len(sizes) - 1), expectation]
        self._append([self._write(*write) for write in zip(order, sizes, kinds, strict=False)])

    @rule(data=st.data())
    def append_again(self, data: st.DataObject) -> None:
        """Repeat an earlier append: it tells the original places."""
        if self.calls:
            writes = data.draw(st.sampled_from(self.calls))
            answers = self.store.append_many(writes)
            assert all(answer.duplicate for answer in answers)
            for write, answer in zip(writes, answers, strict=True):
                last = [event_id for _, event_id, _ in self.log].index(write.events[-1].event_id)
                assert answer.position == self.base + last + 1
                assert answer.version == self._version(write.stream, last + 1)

    @rule(data=st.data(), part=st.booleans())
    def reuse_an_id(self, data: st.DataObject, *, part: bool) -> None:
        """Use a known id for something else, or beside a new event."""
        if self.log:
            stream, event_id, name = data.draw(st.sampled_from(self.log))
            known = new_event(name, event_id=event_id, data={"name": name if part else "other"})
            events = [known, *(self._events(1) if part else [])]
            refusal(EventIdReused, lambda: self.store.append(stream, events, expected=Expected.ANY))

    @rule(order=st.permutations(STREAMS), sizes=st.lists(sizes, min_size=3, max_size=3))
    def import_history(self, order: list[str], sizes: list[int]) -> None:
        """Import new events of several streams behind everything that is there."""
        known = [(stream, new_event(name, event_id=event_id)) for stream, event_id, name in self.log]
        fresh = [
            (self._name(stream), event)
            for stream, size in zip(order, sizes, strict=True)
            for event in self._events(size)
        ]
        done = import_events(self.database, [*known, *fresh], chunk=5)
        assert (done.given, done.written) == (len(known) + len(fresh), len(fresh))
        self._remember(fresh)

    @rule(data=st.data(), stream=st.sampled_from(STREAMS))
    def load_as_of(self, data: st.DataObject, stream: str) -> None:
        """Load a stream as it was at a position."""
        until = data.draw(st.integers(0, len(self.log)))
        loaded = self.store.load(self._name(stream), until_position=self.base + until)
        expected = [event_id for name, event_id, _ in self.log[:until] if name == self._name(stream)]
        assert [event.event_id for event in loaded] == expected

    @rule(size=st.integers(1, 20))
    def project(self, size: int) -> None:
        """Apply a batch to the read model, as a projector does that ends after it."""
        point = Checkpoint(COUNTING.name)
        with connect(self.database) as connection:
            point.take_lead(connection, "machine")
            standing = survey(connection)[point]
            upto = min(standing.head, standing.position + size)
            Follower(connection, COUNTING, point).step(standing, upto)
            assert survey(connection)[point].position == upto
        self._counted_until(upto)

    @rule(anew=st.sampled_from([catch_up, rebuild, rebuild_beside]))
    def project_all(self, anew: Callable[[str, Projection], object]) -> None:
        """Bring the read model to the end of the log: from where it is, from the start, or beside itself."""
        anew(self.database, COUNTING)
        self._counted_until(self.store.head().position)

    @invariant()
    def same_log(self) -> None:
        """The log is the list: same events, positions and versions without a gap, same end."""
        events = self.store.read(after=self.base, limit=10_000)
        assert [(event.stream, event.event_id, event.data["name"]) for event in events] == self.log
        assert [event.position for event in events] == [self.base + n + 1 for n in range(len(events))]
        assert [event.version for event in events] == [
            self._version(e.stream, n + 1) for n, e in enumerate(events)
        ]
        assert self.store.head().position == self.base + len(self.log)

    def _counted_until(self, position: int) -> None:
        """Compare the rows of this example's streams with what the list says up to a position."""
        known = Counter(stream for stream, *_ in self.log[: max(0, position - self.base)])
        rows = tally_of(self.database)
        mine = {stream: count for stream, count in rows.items() if stream.startswith(self._name(""))}
        assert mine == known

    def _append(self, writes: list[StreamWrite]) -> None:
        conflicts = [write.stream for write in writes if not self._is_met(write)]
        if conflicts:
            error = refusal(VersionConflict, lambda: self.store.append_many(writes))
            assert error.facts["stream"] == conflicts[0]
            assert error.facts["actual"] == self._version(conflicts[0])
            return
        answers = self.store.append_many(writes)
        self._remember([(write.stream, event) for write in writes for event in write.events])
        self.calls.append(writes)
        assert [(a.stream, a.version) for a in answers] == [
            (w.stream, self._version(w.stream)) for w in writes
        ]

    def _write(self, stream: str, size: int, expectation: str | Expected) -> StreamWrite:
        version = self._version(self._name(stream))
        exact: dict[str | Expected, ExpectedVersion] = {"right": version, "wrong": version + 1}
        expected = exact[expectation] if expectation in exact else Expected(expectation)
        return StreamWrite(self._name(stream), self._events(size), expected)

    def _is_met(self, write: StreamWrite) -> bool:
        version = self._version(write.stream)
        match write.expected:
            case Expected.ANY:
                return True
            case Expected.STREAM_EXISTS:
                return version > 0
            case Expected.NO_STREAM:
                return version == 0
        return version == write.expected

    def _events(self, size: int) -> list[NewEvent]:
        names = [f"{self.example}/{self.created + n}" for n in range(size)]
        self.created += size
        return [new_event(name) for name in names]

    def _remember(self, events: list[tuple[str, NewEvent]]) -> None:
        self.log += [(stream, event.event_id, event.data["name"]) for stream, event in events]

    def _name(self, stream: str) -> str:
        return f"example{self.example}-{stream}"

    def _version(self, stream: str, until: int | None = None) -> int:
        return sum(name == stream for name, *_ in self.log[:until])


@contextmanager
def _on(database: str) -> Iterator[type[LogMachine]]:
    with PostgresEventStore(database) as store:
        LogMachine.store, LogMachine.database = store, database
        yield LogMachine


def test_postgres_behaves_like_a_list(tallies: str) -> None:
    """Whatever is appended, repeated, imported, refused or rebuilt: a plain list would say the same."""
    with _on(tallies) as machine:
        run_state_machine_as_test(
            machine, settings=settings(max_examples=30, stateful_step_count=15, deadline=None)
        )

"""What the log holds about a cycle, folded: applications, match runs, lessons and people."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from domain.aggregate import Aggregate
from domain.application import APPLICATION, ApplicationState
from domain.catalogue import REGISTRY
from domain.cycle import CYCLE, CycleState
from domain.cycle.events import MatchesPublished
from domain.cycle.values import PublishedRun
from domain.envelope import RecordedEvent
from domain.lesson import LESSON, LessonState
from domain.match_run import MATCH_RUN, MatchRunState
from domain.match_run.events import Match, MatchRunPublished
from domain.person import PERSON, PersonState
from domain.relationship import RELATIONSHIP
from domain.relationship import State as RelationshipState
from domain.values import Value
from eventstore.api import EventStore
from eventstore.codec import decode

StateT = TypeVar("StateT", bound=Value)
CommandT = TypeVar("CommandT")

PAGE = 1_000


class CycleRecords:
    """Reads the log directly, so that what a guard or a match run sees is never behind.

    Everything that belongs to a cycle carries its stream as correlation id.
    """

    def __init__(self, store: EventStore) -> None:
        self._store = store

    def cycle(self, cycle: str) -> CycleState:
        """Return a cycle."""
        return self._fold(CYCLE, self._store.load(cycle))

    def published_runs(self, cycle: str) -> tuple[PublishedRun, ...]:
        """Return the match runs whose matches a cycle published; none before its launch."""
        return tuple(
            run
            for event in self._store.load(cycle)
            if event.type == MatchesPublished.type
            for run in MatchesPublished.model_validate(event.data).match_runs
        )

    def published(self, run: str) -> list[MatchRunPublished]:
        """Return the pages of a published match run; none before it is published."""
        return [
            MatchRunPublished.model_validate(event.data)
            for event in self._store.load(run)
            if event.type == MatchRunPublished.type
        ]

    def matches(self, cycle: str) -> list[tuple[PublishedRun, Match]]:
        """Return every published match of a cycle, each with its run."""
        return [
            (run, match)
            for run in self.published_runs(cycle)
            for page in self.published(run.match_run)
            for match in page.matches
        ]

    def relationship(self, stream: str) -> RelationshipState:
        """Return one relationship; one that was never proposed is new."""
        return self._fold(RELATIONSHIP, self._store.load(stream))

    def applications(self, cycle: str) -> dict[str, ApplicationState]:
        """Return every application of a cycle, by stream, in the order in which they were made."""
        return self._all(cycle, APPLICATION)

    def application(self, stream: str) -> ApplicationState:
        """Return one application."""
        return self._fold(APPLICATION, self._store.load(stream))

    def match_runs(self, cycle: str) -> dict[str, MatchRunState]:
        """Return every match run of a cycle, by stream."""
        return self._all(cycle, MATCH_RUN)

    def lessons(self, cycle: str) -> dict[str, LessonState]:
        """Return every lesson captured in a cycle, by stream."""
        return self._all(cycle, LESSON)

    def people(self, persons: Iterable[str]) -> dict[str, PersonState]:
        """Return people by their id; who is unknown is left out."""
        loaded = {person: self._store.load(person) for person in sorted(set(persons))}
        return {person: self._fold(PERSON, events) for person, events in loaded.items() if events}

    def head(self) -> int:
        """Return the last position of the log."""
        return self._store.head().position

    def _all(self, cycle: str, aggregate: Aggregate[StateT, CommandT]) -> dict[str, StateT]:
        streams: dict[str, list[RecordedEvent]] = {}
        for event in self._correlated(cycle, [event.type for event in aggregate.events]):
            streams.setdefault(event.stream, []).append(event)
        return {stream: self._fold(aggregate, events) for stream, events in streams.items()}

    def _correlated(self, cycle: str, types: list[str]) -> Iterator[RecordedEvent]:
        after = 0
        while page := self._store.read(after=after, limit=PAGE, types=types, correlation_id=cycle):
            yield from page
            after = page[-1].position

    def _fold(self, aggregate: Aggregate[StateT, CommandT], events: list[RecordedEvent]) -> StateT:
        state = aggregate.initial()
        for event in events:
            state = aggregate.evolve(state, decode(event, REGISTRY))
        return state

"""What the log holds about a cycle, folded: applications, match runs, lessons and people."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

from domain.aggregate import Aggregate, fold
from domain.application import APPLICATION, ApplicationState
from domain.catalogue import REGISTRY
from domain.command import Command
from domain.cycle import CYCLE, CycleState
from domain.cycle.events import MatchesPublished
from domain.cycle.values import PublishedRun
from domain.envelope import RecordedEvent
from domain.event import Event
from domain.lesson import LESSON, LessonState
from domain.match_run import MATCH_RUN, MatchRunState
from domain.match_run.events import Match, MatchRunPublished
from domain.person import PERSON, PersonState
from domain.relationship import RELATIONSHIP
from domain.relationship import State as RelationshipState
from eventstore.api import EventStore
from eventstore.codec import decode

StateT = TypeVar("StateT", bound="OfACycle")
CommandT = TypeVar("CommandT", bound=Command)

PAGE = 1_000
History = list[tuple[datetime, Event]]
Found = tuple[str, StateT, History]
"""A stream, what it adds up to, and its events."""


class OfACycle(Protocol):
    """What belongs to a cycle, as its history adds up."""

    @property
    def cycle(self) -> str:
        """The stream of the cycle."""


class Applicant(NamedTuple):
    """An application, and how it came to stand as it does.

    Attributes:
        application: As it stands.
        history: Its events, each with the moment at which it happened.
    """

    application: ApplicationState
    history: History


class CycleRecords:
    """Reads the log directly, so that what a guard or a match run sees is never behind.

    What belongs to a cycle carries its stream as correlation id, in its first event at the least.
    """

    def __init__(self, store: EventStore) -> None:
        self._store = store

    def cycle(self, cycle: str) -> CycleState:
        """Return a cycle."""
        return fold(CYCLE, self._events(cycle))

    def published_runs(self, cycle: str) -> tuple[PublishedRun, ...]:
        """Return the match runs whose matches a cycle published; none before its launch."""
        return tuple(
            run
            for event in self._events(cycle)
            if isinstance(event, MatchesPublished)
            for run in event.match_runs
        )

    def published(self, run: str) -> list[MatchRunPublished]:
        """Return the pages of a published match run; none before it is published."""
        return [event for event in self._events(run) if isinstance(event, MatchRunPublished)]

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
        return fold(RELATIONSHIP, self._events(stream))

    def applications(self, cycle: str) -> dict[str, ApplicationState]:
        """Return every application of a cycle, by stream, in the order in which they were made."""
        return {stream: state for stream, state, _ in self._all(cycle, APPLICATION)}

    def applicants(self, cycle: str) -> list[Applicant]:
        """Return every application of a cycle with its history, in the order in which they were made."""
        return [Applicant(state, history) for _, state, history in self._all(cycle, APPLICATION)]

    def application(self, stream: str) -> ApplicationState:
        """Return one application."""
        return fold(APPLICATION, self._events(stream))

    def match_runs(self, cycle: str) -> dict[str, MatchRunState]:
        """Return every match run of a cycle, by stream."""
        return {stream: state for stream, state, _ in self._all(cycle, MATCH_RUN)}

    def lessons(self, cycle: str) -> dict[str, LessonState]:
        """Return every lesson captured in a cycle, by stream."""
        return {stream: state for stream, state, _ in self._all(cycle, LESSON)}

    def people(self, persons: Iterable[str]) -> dict[str, PersonState]:
        """Return people by their id; who is unknown is left out."""
        loaded = {person: self._events(person) for person in sorted(set(persons))}
        return {person: fold(PERSON, events) for person, events in loaded.items() if events}

    def head(self) -> int:
        """Return the last position of the log."""
        return self._store.head().position

    def _all(self, cycle: str, aggregate: Aggregate[StateT, CommandT]) -> Iterator[Found[StateT]]:
        """Return what belongs to a cycle; whatever some event connects with it is read whole, and once.

        Not only the connected events: somebody may have sent a command under another correlation id, or one
        under this cycle's to what belongs to another cycle.
        """
        types = [event.type for event in aggregate.events]
        streams = dict.fromkeys(event.stream for event in self._correlated(cycle, types))
        for stream in streams:
            history = self._history(stream)
            state = fold(aggregate, [event for _, event in history])
            if state.cycle == cycle:
                yield stream, state, history

    def _correlated(self, cycle: str, types: list[str]) -> Iterator[RecordedEvent]:
        after = 0
        while page := self._store.read(after=after, limit=PAGE, types=types, correlation_id=cycle):
            yield from page
            after = page[-1].position

    def _events(self, stream: str) -> list[Event]:
        return [event for _, event in self._history(stream)]

    def _history(self, stream: str) -> History:
        return [(event.occurred_at, decode(event, REGISTRY)) for event in self._store.load(stream)]

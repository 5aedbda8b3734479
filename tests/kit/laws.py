"""What holds for every aggregate, whatever happens to it."""

from datetime import datetime, timedelta
from typing import Generic, TypeVar

from domain.aggregate import Aggregate, TimedAggregate, fold
from domain.catalogue import REGISTRY
from domain.command import Command
from domain.errors import Refused
from domain.event import Event
from domain.values import Value
from domain.waiting import sentence

StateT = TypeVar("StateT", bound=Value)
CommandT = TypeVar("CommandT", bound=Command)

MOMENT = timedelta(microseconds=1)


class Life(Generic[StateT, CommandT]):
    """One aggregate living through commands and time; every step checks the laws."""

    def __init__(self, aggregate: Aggregate[StateT, CommandT], now: datetime) -> None:
        self.aggregate, self.now = aggregate, now
        self.history: list[Event] = []
        self.state = aggregate.initial()

    def ask(self, command: CommandT) -> list[Event]:
        """Carry out a command, or let it be refused; return what it caused."""
        try:
            events = self.aggregate.decide(self.state, command, self.now)
        except Refused:
            return []
        self._happened(events)
        return events

    def wait(self, span: timedelta) -> None:
        """Let time pass as the engine does: acting at each deadline on the way."""
        until = self.now + span
        if isinstance(self.aggregate, TimedAggregate):
            while (deadline := self.aggregate.next_deadline(self.state)) and deadline <= until:
                self.now = max(self.now, deadline)
                self._meet_deadline(self.aggregate, deadline)
        self.now = until

    def sleep(self, span: timedelta) -> None:
        """Let time pass while the engine is down, and then act on everything that fell due."""
        self.now += span
        if isinstance(self.aggregate, TimedAggregate):
            deadline = self.aggregate.next_deadline(self.state)
            if deadline and deadline <= self.now:
                self._meet_deadline(self.aggregate, deadline)

    def _meet_deadline(self, timed: TimedAggregate[StateT, CommandT], deadline: datetime) -> None:
        """Act on a deadline: never before it, and so that the next one lies ahead."""
        assert timed.on_deadline(self.state, deadline - MOMENT) == []
        self._happened(timed.on_deadline(self.state, self.now))
        after = timed.next_deadline(self.state)
        assert after is None or after > self.now

    def _happened(self, events: list[Event]) -> None:
        """Take in new events, each of which must be declared and storable."""
        for event in events:
            self.state = self.aggregate.evolve(self.state, event)
            assert type(event) in self.aggregate.events
            data = event.model_dump(mode="json")
            assert REGISTRY.decode(event.type, event.schema_version, data) == event
        self.history += events
        self.check()

    def check(self) -> None:
        """Check what holds at any moment: replay, storage, and a truthful account of the wait."""
        assert fold(self.aggregate, self.history) == self.state
        assert type(self.state).model_validate_json(self.state.model_dump_json()) == self.state
        if isinstance(self.aggregate, TimedAggregate):
            self._check_wait(self.aggregate)

    def _check_wait(self, timed: TimedAggregate[StateT, CommandT]) -> None:
        """Check that the wait names who can act and says what the engine will do, and when."""
        waiting, deadline = timed.waiting_on(self.state, self.now), timed.next_deadline(self.state)
        if timed.is_over(self.state):
            assert (waiting, deadline) == (None, None)
        elif self.history:
            assert waiting is not None
            assert waiting.who
            assert waiting.at == deadline
            assert (waiting.then is None) == (deadline is None)
            assert waiting.since <= self.now
            assert sentence(waiting, self.now).startswith("waiting ")

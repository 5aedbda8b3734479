"""Examples of decisions, told as given, when, then; for every aggregate.

    given(RELATIONSHIP, proposed, offered).when(AcceptOffer(person=MENTOR), at=day(2)).then(accepted)

An expectation that does not hold fails with both lists side by side, as pytest shows them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

import pytest

from domain.aggregate import Aggregate, TimedAggregate, fold
from domain.command import Command
from domain.errors import Refused
from domain.event import Event

StateT = TypeVar("StateT")
CommandT = TypeVar("CommandT", bound=Command)
RefusedT = TypeVar("RefusedT", bound=Refused)


@dataclass(frozen=True)
class Told(Generic[StateT, CommandT]):
    """What came of it: the new events, or the refusal."""

    aggregate: Aggregate[StateT, CommandT]
    history: list[Event]
    events: list[Event]
    refusal: Refused | None = None

    def then(self, *expected: Event) -> "Given[StateT, CommandT]":
        """Expect exactly these events; return the story so far, to be continued."""
        if self.refusal is not None:
            raise self.refusal
        assert self.events == list(expected)
        return self.after()

    def then_types(self, *expected: type[Event]) -> "Given[StateT, CommandT]":
        """Expect events of exactly these types, whatever they carry."""
        if self.refusal is not None:
            raise self.refusal
        assert [type(event).__name__ for event in self.events] == [kind.__name__ for kind in expected]
        return self.after()

    def then_nothing(self) -> "Given[StateT, CommandT]":
        """Expect that nothing happened."""
        return self.then()

    def then_refused(self, kind: type[RefusedT], **facts: object) -> RefusedT:
        """Expect exactly this refusal, with at least these facts; return it."""
        if self.refusal is None:
            pytest.fail(f"expected {kind.__name__}, but these happened: {self.events}")
        assert type(self.refusal) is kind
        assert self.refusal.facts.items() >= facts.items()
        return self.refusal

    def after(self) -> "Given[StateT, CommandT]":
        """Return the story so far, to be continued."""
        if self.refusal is not None:
            raise self.refusal
        return Given(self.aggregate, [*self.history, *self.events])


@dataclass(frozen=True)
class Given(Generic[StateT, CommandT]):
    """A history, from which a story goes on."""

    aggregate: Aggregate[StateT, CommandT]
    history: list[Event]

    @property
    def state(self) -> StateT:
        """What the history adds up to."""
        return fold(self.aggregate, self.history)

    def and_given(self, *events: Event) -> "Given[StateT, CommandT]":
        """Add to the history."""
        return Given(self.aggregate, [*self.history, *events])

    def when(self, command: CommandT, *, at: datetime) -> Told[StateT, CommandT]:
        """Let somebody ask for something."""
        try:
            events = self.aggregate.decide(self.state, command, at)
        except Refused as refusal:
            return Told(self.aggregate, self.history, [], refusal)
        return Told(self.aggregate, self.history, events)

    def when_time_comes(self, at: datetime) -> Told[StateT, CommandT]:
        """Let the engine look at the clock; for an aggregate that lives in time."""
        assert isinstance(self.aggregate, TimedAggregate)
        return Told(self.aggregate, self.history, self.aggregate.on_deadline(self.state, at))


def given(aggregate: Aggregate[StateT, CommandT], *events: Event) -> Given[StateT, CommandT]:
    """Start a story from a history, which may be empty."""
    return Given(aggregate, list(events))

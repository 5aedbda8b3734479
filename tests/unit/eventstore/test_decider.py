from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

import pytest

from domain.aggregate import Aggregate
from domain.command import Command
from domain.envelope import Actor, NewEvent
from domain.errors import Refused
from domain.event import Event
from domain.registry import Registry
from domain.sealed import Sealed
from eventstore.api import Appended, Expected, ExpectedVersion
from eventstore.decider import ATTEMPTS, Handled, handle
from eventstore.errors import VersionConflict
from eventstore.memory import InMemoryEventStore
from eventstore.testing import new_event

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STREAM = "counter-1"
MENTOR = Actor(type="participant", id="person-1")


class Counted(Event):
    """Something was counted."""

    type: ClassVar[str] = "counter.counted"
    by: int
    before: int


class Count(Command):
    """Count something, in so many steps."""

    steps: int


class TooFar(Refused):
    """Nobody counts beyond {limit}."""


def _decide(state: int, command: Count, _now: datetime) -> list[Event]:
    if state + command.steps > 10:
        raise TooFar(limit=10)
    return [Counted(by=1, before=state + step) for step in range(command.steps)]


def _evolve(state: int, event: Event) -> int:
    return state + event.by if isinstance(event, Counted) else state


COUNTER = Aggregate(category="counter", initial=lambda: 0, decide=_decide, evolve=_evolve, events=(Counted,))
REGISTRY = Registry([Counted], {})


class Overtaken(InMemoryEventStore):
    """A store in which somebody else is first, a number of times."""

    def __init__(self, times: int) -> None:
        super().__init__(lambda: NOON)
        self.times = times

    def append(self, stream: str, events: Sequence[NewEvent], *, expected: ExpectedVersion) -> Appended:
        """Let the other one in before the given events."""
        if self.times:
            self.times -= 1
            theirs = [
                new_event(("theirs", self.times), metadata={"correlation_id": "r", "causation_id": "c"})
            ]
            super().append(stream, theirs, expected=Expected.ANY)
        return super().append(stream, events, expected=expected)


def _count(store: InMemoryEventStore, steps: int, command_id: str, reason: Sealed | None = None) -> Handled:
    return handle(
        store,
        COUNTER,
        REGISTRY,
        STREAM,
        Count(steps=steps),
        command_id=command_id,
        actor=MENTOR,
        correlation_id="request",
        now=NOON,
        reason=reason,
    )


def test_decides_on_the_whole_history() -> None:
    """A command is decided on what happened before, and its events follow it."""
    store = InMemoryEventStore(lambda: NOON)
    assert _count(store, 2, "one").version == 2
    handled = _count(store, 1, "two")
    assert handled == Handled(3, 3, (Counted(by=1, before=2),), duplicate=False)
    assert [event.data["before"] for event in store.load(STREAM)] == [0, 1, 2]


def test_says_who_when_and_why() -> None:
    """The events carry the actor, the request, the command and the sealed reason."""
    store = InMemoryEventStore(lambda: NOON)
    reason = Sealed(person="person-1", bound_to="one#reason", box="x")
    _count(store, 1, "one", reason)
    [event] = store.load(STREAM)
    assert event.metadata == {
        "actor": {"type": "participant", "id": "person-1"},
        "correlation_id": "request",
        "causation_id": "one",
        "reason": reason.model_dump(),
    }
    assert event.occurred_at == NOON


def test_same_command_twice_is_the_same_answer() -> None:
    """A command that was handled is not decided again, whatever happened since."""
    store = InMemoryEventStore(lambda: NOON)
    first = _count(store, 6, "one")
    _count(store, 4, "two")
    again = _count(store, 6, "one")
    assert again == Handled(first.version, first.position, first.events, duplicate=True)
    assert store.head().position == 10


def test_refusal_writes_nothing() -> None:
    """A refused command leaves no trace."""
    store = InMemoryEventStore(lambda: NOON)
    with pytest.raises(TooFar):
        _count(store, 11, "one")
    assert store.head().position == 0


def test_command_without_consequence() -> None:
    """A command that decides nothing answers with where the stream stands."""
    store = InMemoryEventStore(lambda: NOON)
    assert _count(store, 0, "none") == Handled(0, 0, (), duplicate=False)
    _count(store, 2, "one")
    assert _count(store, 0, "none") == Handled(2, 2, (), duplicate=False)


def test_overtaken_command_is_decided_anew() -> None:
    """Who comes second decides again, after what the others did."""
    store = Overtaken(times=ATTEMPTS - 1)
    assert _count(store, 1, "one").version == ATTEMPTS


def test_overtaken_once_too_often() -> None:
    """Who is overtaken at every attempt hears of the conflict."""
    with pytest.raises(VersionConflict):
        _count(Overtaken(times=ATTEMPTS), 1, "one")

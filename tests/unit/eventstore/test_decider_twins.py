"""One command that is sent twice at the same moment."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import ClassVar

import pytest

from domain.aggregate import Aggregate
from domain.command import Command
from domain.envelope import ENGINE, NewEvent
from domain.event import Event
from domain.registry import Registry
from eventstore.api import Appended, Expected, ExpectedVersion
from eventstore.decider import Handled, handle
from eventstore.errors import EventIdReused
from eventstore.memory import InMemoryEventStore
from eventstore.testing import new_event

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STREAM = "counter-1"


class Counted(Event):
    """Something was counted, after so much."""

    type: ClassVar[str] = "counter.counted"
    before: int


class Count(Command):
    """Count something."""


def _evolve(state: int, event: Event) -> int:
    return state + 1 if isinstance(event, Counted) else state


COUNTER: Aggregate[int, Count] = Aggregate(
    category="counter",
    initial=lambda: 0,
    decide=lambda state, _command, _now: [Counted(before=state)],
    evolve=_evolve,
    events=(Counted,),
)
REGISTRY = Registry([Counted], {})


class Interrupted(InMemoryEventStore):
    """A store in which something happens just before the first append."""

    def __init__(self, meanwhile: Callable[[InMemoryEventStore], object]) -> None:
        super().__init__(lambda: NOON)
        self._meanwhile: list[Callable[[InMemoryEventStore], object]] = [meanwhile]

    def append(self, stream: str, events: Sequence[NewEvent], *, expected: ExpectedVersion) -> Appended:
        """Let it happen."""
        if self._meanwhile:
            self._meanwhile.pop()(self)
        return super().append(stream, events, expected=expected)


def count(store: InMemoryEventStore, command_id: str) -> Handled:
    """Carry out a command."""
    return handle(
        store,
        COUNTER,
        REGISTRY,
        STREAM,
        Count(),
        command_id=command_id,
        actor=ENGINE,
        correlation_id="request",
        now=NOON,
    )


def test_the_twin_of_a_command_that_was_decided_on_a_later_state_is_the_same_answer() -> None:
    """Another command came between the two; the second is answered with what the first did."""

    def meanwhile(store: InMemoryEventStore) -> None:
        count(store, "another")
        count(store, "twin")

    store = Interrupted(meanwhile)
    assert count(store, "twin") == Handled(2, 2, (Counted(before=1),), duplicate=True)
    assert len(store.load(STREAM)) == 2


def test_an_id_that_stands_for_something_else_is_refused_still() -> None:
    """It is no twin when its stream holds nothing of that command."""

    def meanwhile(store: InMemoryEventStore) -> None:
        twin = Interrupted(lambda _: None)
        count(twin, "twin")
        [event] = twin.load(STREAM)
        stranger = new_event("stranger", event_id=event.event_id)
        store.append("counter-2", [stranger], expected=Expected.ANY)

    with pytest.raises(EventIdReused):
        count(Interrupted(meanwhile), "twin")

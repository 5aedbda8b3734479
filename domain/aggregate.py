"""An aggregate is three pure functions; one that lives in time has three more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from domain.command import Command
from domain.event import Event
from domain.waiting import Waiting

StateT = TypeVar("StateT")
CommandT = TypeVar("CommandT", bound=Command)


@dataclass(frozen=True)
class Aggregate(Generic[StateT, CommandT]):
    """How one kind of thing decides and changes.

    Attributes:
        category: What its streams are called, before the dash.
        initial: The state before anything happened.
        decide: Which events a command causes now; raises `Refused` when a rule is broken.
        evolve: The state after an event; accepts every event that `decide` emits and ignores unknown ones.
        events: Every type of event its streams can hold.
    """

    category: str
    initial: Callable[[], StateT]
    decide: Callable[[StateT, CommandT, datetime], list[Event]]
    evolve: Callable[[StateT, Event], StateT]
    events: tuple[type[Event], ...]


@dataclass(frozen=True)
class TimedAggregate(Aggregate[StateT, CommandT]):
    """An aggregate that also acts when time passes.

    Attributes:
        next_deadline: When it next acts by itself, or None.
        on_deadline: Which events have fallen due at a moment; empty before the deadline.
        waiting_on: For whom and what it waits, or None when it waits for nobody.
        is_over: Whether nothing can happen any more.
    """

    next_deadline: Callable[[StateT], datetime | None]
    on_deadline: Callable[[StateT, datetime], list[Event]]
    waiting_on: Callable[[StateT, datetime], Waiting | None]
    is_over: Callable[[StateT], bool]


def fold(aggregate: Aggregate[StateT, CommandT], events: list[Event]) -> StateT:
    """Return the state that a whole history adds up to."""
    state = aggregate.initial()
    for event in events:
        state = aggregate.evolve(state, event)
    return state

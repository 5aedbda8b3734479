"""How the engine acts by itself: waits for somebody, and steps that time causes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.event import Event
from domain.relationship.about import About, Recipient
from domain.relationship.events import Escalated, ReminderSent
from domain.relationship.state import State


@dataclass(frozen=True)
class Step:
    """Something the engine will do by itself.

    Attributes:
        at: When.
        words: What, to complete a sentence: ``escalates to the coordinator``.
        causes: Which events follow when it is done, given the state and the moment.
        turn: Whether it changes the status and so may make other steps needless.
    """

    at: datetime
    words: str
    causes: Callable[[State, datetime], list[Event]]
    turn: bool = False


@dataclass(frozen=True)
class Wait:
    """Somebody has to do something.

    Attributes:
        about: What, as a class.
        what: What, in words.
        who: Who can do it.
        since: Since when.
        steps: What the engine will do about it; a step that was taken is no longer among them.
        confidential: Whether only those who can act may know of it.
    """

    about: About
    what: str
    who: tuple[str, ...]
    since: datetime
    steps: tuple[Step, ...] = ()
    confidential: bool = False


def after(state: State, start: datetime, duration: timedelta) -> datetime:
    """Return when `duration` has passed since `start`, not counting pauses: clocks stop while it rests."""
    end = start + duration
    for rest in state.rests:
        if rest.start < end and rest.end > start:
            end += rest.end - max(rest.start, start)
    return end


def remind(
    state: State, about: About, to: tuple[str, ...], start: datetime, ladder: tuple[timedelta, ...]
) -> tuple[Step, ...]:
    """Return the next reminder of a ladder, if one is left.

    When several fell due during an outage, only the latest is sent.
    """
    sent = state.reminders.get(about, 0)
    if sent >= len(ladder) or not to:
        return ()
    rungs = tuple(after(state, start, rung) for rung in ladder)

    def send(_: State, now: datetime) -> list[Event]:
        due = sum(1 for rung in rungs if rung <= now)
        return [ReminderSent(at=now, about=about, number=due, to=to)]

    return (Step(rungs[sent], f"sends reminder {sent + 1}", send),)


def escalate(state: State, about: About, recipient: Recipient, at: datetime) -> tuple[Step, ...]:
    """Return the escalation to the coordinator or the neutral party, unless it was done."""
    if about in state.escalated:
        return ()
    coordinator = recipient is Recipient.COORDINATOR
    to = (state.coordinator,) if coordinator else state.neutral_parties
    words = "escalates to the coordinator" if coordinator else "escalates to the neutral party"

    def tell(_: State, now: datetime) -> list[Event]:
        return [Escalated(at=now, about=about, recipient=recipient, to=to)]

    return (Step(at, words, tell),)

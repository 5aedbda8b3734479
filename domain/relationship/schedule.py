"""When the engine next acts by itself, and what it does then."""

from datetime import datetime

from domain.event import Event
from domain.relationship.consequences import follow
from domain.relationship.state import State
from domain.relationship.timers import timers
from domain.relationship.timing import Step
from domain.relationship.waits import waits


def schedule(state: State) -> list[Step]:
    """Return everything that the engine will do by itself as things stand, the earliest first.

    Of several at the same moment, what changes the status comes first.
    """
    steps = [*timers(state), *(step for wait in waits(state) for step in wait.steps)]
    return sorted(steps, key=lambda step: (step.at, not step.turn))


def next_deadline(state: State) -> datetime | None:
    """Return when the engine next acts by itself; None once the relationship is over."""
    return min((step.at for step in schedule(state)), default=None)


def on_deadline(state: State, now: datetime) -> list[Event]:
    """Return everything that has fallen due, in order; empty before the deadline.

    What changes the status goes first, since it makes reminders and questions of the status before it
    needless: after an outage nobody is reminded to answer an offer that expires in the same breath.
    """
    events: list[Event] = []
    while due := [step for step in schedule(state) if step.at <= now]:
        step = min(due, key=lambda step: (not step.turn, step.at))
        state, followed = follow(state, step.causes(state, now), now)
        events += followed
    return events

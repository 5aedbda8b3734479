"""The relationship as an aggregate that lives in time."""

from typing import Final

from domain.aggregate import TimedAggregate
from domain.relationship.commands import Command
from domain.relationship.decisions import decide
from domain.relationship.events import EVENTS
from domain.relationship.evolution import evolve
from domain.relationship.schedule import next_deadline, on_deadline
from domain.relationship.state import State, Status
from domain.relationship.waiting import waiting_on


def is_over(state: State) -> bool:
    """Return whether nothing can happen any more."""
    return state.status is Status.CLOSED


RELATIONSHIP: Final[TimedAggregate[State, Command]] = TimedAggregate(
    category="relationship",
    initial=State,
    decide=decide,
    evolve=evolve,
    events=EVENTS,
    next_deadline=next_deadline,
    on_deadline=on_deadline,
    waiting_on=waiting_on,
    is_over=is_over,
)
"""One kind of relationship, for two people and for groups, whatever their roles."""

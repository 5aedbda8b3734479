"""Which events a command causes now."""

from datetime import datetime
from typing import Final

from domain.event import Event
from domain.relationship.commands import Command
from domain.relationship.consequences import follow
from domain.relationship.decisions import agreement, course, ending, meeting, offer, progress
from domain.relationship.decisions.guards import Decide
from domain.relationship.state import State

_DECIDE: Final[dict[type, Decide]] = {
    **offer.DECIDE,
    **meeting.DECIDE,
    **agreement.DECIDE,
    **progress.DECIDE,
    **course.DECIDE,
    **ending.DECIDE,
}


def decide(state: State, command: Command, now: datetime) -> list[Event]:
    """Return the events that a command causes, and everything that follows from them.

    Raises:
        Refused: a rule says no; the error says which and names the way out.
    """
    return follow(state, _DECIDE[type(command)](state, command, now), now)[1]


__all__ = ["decide"]

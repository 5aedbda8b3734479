"""The state after an event."""

from typing import Final

from domain.event import Event
from domain.relationship.evolution import agreement, course, meeting, monitoring, offer, progress
from domain.relationship.evolution.step import Evolve
from domain.relationship.state import State

_EVOLVE: Final[dict[type, Evolve]] = {
    **offer.EVOLVE,
    **meeting.EVOLVE,
    **agreement.EVOLVE,
    **progress.EVOLVE,
    **monitoring.EVOLVE,
    **course.EVOLVE,
}


def evolve(state: State, event: Event) -> State:
    """Return the state after an event; one that changes nothing or is unknown leaves it as it is."""
    step = _EVOLVE.get(type(event))
    return step(state, event) if step else state


__all__ = ["evolve"]

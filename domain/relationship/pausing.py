"""How a pause ends."""

from datetime import datetime

from domain.event import Event
from domain.relationship.events import RelationshipResumed
from domain.relationship.state import State


def resume(state: State, now: datetime, by: str | None = None) -> list[Event]:
    """Return the events that end a pause; the planned end moves by its length, to the second."""
    rested = now - state.pause.since if state.pause else now - now
    return [RelationshipResumed(at=now, by=by, planned_end=state.end + rested)]

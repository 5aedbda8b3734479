"""What can happen to an event that a projection fails at."""

from enum import StrEnum
from typing import ClassVar, Final

from domain.event import Event
from domain.sealed import Sealed


class SkipReason(StrEnum):
    """Why an event is left out of a read model, as a class."""

    MALFORMED = "malformed"
    DUPLICATE_FACT = "duplicate_fact"
    ENTERED_BY_MISTAKE = "entered_by_mistake"
    OTHER = "other"


class EventParked(Event):
    """A projection failed at an event and went on without its stream.

    Attributes:
        projection: The name of the projection.
        stream: The stream whose later events wait.
        position: The event it failed at.
        failure: The class of the failure; details stand with the parked stream.
    """

    type: ClassVar[str] = "projection.event_parked"

    projection: str
    stream: str
    position: int
    failure: str


class EventRetried(Event):
    """A person had a parked stream tried again from the event that failed.

    Attributes:
        projection: The name of the projection.
        stream: The parked stream.
        position: The event it had failed at.
        attempt: The how manyth attempt at that event.
    """

    type: ClassVar[str] = "projection.event_retried"

    projection: str
    stream: str
    position: int
    attempt: int


class EventSkipped(Event):
    """A person decided that a read model does without an event; rebuilds leave it out as well.

    Attributes:
        projection: The name of the projection.
        stream: The parked stream.
        position: The event that is left out.
        reason: Why, as a class.
        note: Why, in their words.
    """

    type: ClassVar[str] = "projection.event_skipped"

    projection: str
    stream: str
    position: int
    reason: SkipReason
    note: Sealed | None = None


EVENTS: Final[tuple[type[Event], ...]] = (EventParked, EventRetried, EventSkipped)
"""Every type of event about projections."""

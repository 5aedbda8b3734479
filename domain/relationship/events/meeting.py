"""Meetings: planned, moved, cancelled, and what became of them."""

from typing import ClassVar

from pydantic import AwareDatetime

from domain.relationship.events.base import RelationshipEvent
from domain.relationship.layers import Layer
from domain.relationship.reasons import CancellationReason
from domain.sealed import Sealed


class MeetingScheduled(RelationshipEvent):
    """A meeting was booked.

    Attributes:
        meeting: Its identifier.
        by: Who booked it.
        starts_at: When it starts.
        minutes: How long it takes.
    """

    type: ClassVar[str] = "relationship.meeting_scheduled"

    meeting: str
    by: str
    starts_at: AwareDatetime
    minutes: int


class MeetingRescheduled(RelationshipEvent):
    """A meeting was moved.

    Attributes:
        meeting: Its identifier.
        by: Who moved it.
        starts_at: When it now starts.
        minutes: How long it now takes.
        revision: How often it was moved, this time included.
    """

    type: ClassVar[str] = "relationship.meeting_rescheduled"

    meeting: str
    by: str
    starts_at: AwareDatetime
    minutes: int
    revision: int


class MeetingCancelled(RelationshipEvent):
    """A meeting will not take place.

    Attributes:
        meeting: Its identifier.
        by: Who cancelled it; None when a pause or the end did.
        reason: The class of the reason.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.meeting_cancelled"

    meeting: str
    by: str | None = None
    reason: CancellationReason
    note: Sealed | None = None


class MeetingHeld(RelationshipEvent):
    """A meeting took place, as somebody who was there reported.

    Attributes:
        meeting: Its identifier; a new one when it had not been booked.
        by: Who reported it.
        starts_at: When it started.
        minutes: How long it took.
        absent: Members who were missing.
        layer: The layer that was worked on (seed 002).
        notes: Their own words.
    """

    type: ClassVar[str] = "relationship.meeting_held"

    meeting: str
    by: str
    starts_at: AwareDatetime
    minutes: int
    absent: tuple[str, ...] = ()
    layer: Layer | None = None
    notes: Sealed | None = None


class MeetingNotHeld(RelationshipEvent):
    """A meeting did not take place.

    Attributes:
        meeting: Its identifier.
        by: Who reported it.
        absent: Who did not come; empty when nobody is to be named, which is no no-show.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.meeting_not_held"

    meeting: str
    by: str
    absent: tuple[str, ...] = ()
    note: Sealed | None = None


class MeetingUnconfirmed(RelationshipEvent):
    """A meeting's time passed and nobody reported it; a later report still may.

    Attributes:
        meeting: Its identifier.
    """

    type: ClassVar[str] = "relationship.meeting_unconfirmed"

    meeting: str


class NoFaultConclusionOffered(RelationshipEvent):
    """After repeated no-shows the members were offered to conclude without fault.

    Attributes:
        no_shows: How many meetings in a row somebody missed.
    """

    type: ClassVar[str] = "relationship.no_fault_conclusion_offered"

    no_shows: int

"""Check-ins, reviews, health, and what the engine does to keep things moving."""

from typing import ClassVar

from domain.relationship.about import About, Recipient
from domain.relationship.events.base import RelationshipEvent
from domain.relationship.reasons import ConcernRoute
from domain.relationship.values import Score
from domain.sealed import Sealed
from domain.vocabulary import Health


class PulseOpened(RelationshipEvent):
    """The members were asked how it goes.

    Attributes:
        number: From 1; a number is left out when its time passed during an outage or an open check-in.
    """

    type: ClassVar[str] = "relationship.pulse_opened"

    number: int


class PulseAnswered(RelationshipEvent):
    """A member said how it goes.

    Attributes:
        person: Who.
        number: The pulse answered.
        score: From 1 (badly) to 5 (very well).
        comment: Their own words.
    """

    type: ClassVar[str] = "relationship.pulse_answered"

    person: str
    number: int
    score: Score
    comment: Sealed | None = None


class PulseClosed(RelationshipEvent):
    """A pulse takes no more answers.

    Attributes:
        number: The pulse.
        answered: How many members answered.
        asked: How many were asked.
    """

    type: ClassVar[str] = "relationship.pulse_closed"

    number: int
    answered: int
    asked: int


class ReviewFellDue(RelationshipEvent):
    """The neutral party is to talk with the members.

    Attributes:
        number: From 1.
    """

    type: ClassVar[str] = "relationship.review_fell_due"

    number: int


class ReviewRecorded(RelationshipEvent):
    """The neutral party reviewed the relationship.

    Attributes:
        by: Which neutral party.
        number: The review that was due, or None for one out of turn.
        health: Their judgement.
        notes: Their own words.
        actions: What was decided to be done.
        lesson: What the organisation can learn from it.
    """

    type: ClassVar[str] = "relationship.review_recorded"

    by: str
    number: int | None = None
    health: Health
    notes: Sealed | None = None
    actions: tuple[Sealed, ...] = ()
    lesson: Sealed | None = None


class ConcernRaised(RelationshipEvent):
    """A member turned to the neutral party in confidence.

    Attributes:
        person: Who.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.concern_raised"

    person: str
    note: Sealed | None = None


class ConcernAnswered(RelationshipEvent):
    """The neutral party took up a concern.

    Attributes:
        by: Which neutral party.
        person: Who had raised it.
        route: How it goes on.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.concern_answered"

    by: str
    person: str
    route: ConcernRoute
    note: Sealed | None = None


class HealthChanged(RelationshipEvent):
    """The relationship is doing better or worse than before.

    Attributes:
        health: How it is doing now.
        before: How it was doing.
        signs: What the judgement rests on; empty when nothing is amiss.
    """

    type: ClassVar[str] = "relationship.health_changed"

    health: Health
    before: Health
    signs: tuple[str, ...] = ()


class ReminderSent(RelationshipEvent):
    """Somebody was reminded of what the relationship waits for.

    Attributes:
        about: Of what.
        number: The how manyth reminder; a number is left out when its time passed during an outage.
        to: Who was reminded.
        meeting: The meeting it is about, if it is about one.
    """

    type: ClassVar[str] = "relationship.reminder_sent"

    about: About
    number: int
    to: tuple[str, ...]
    meeting: str | None = None


class Escalated(RelationshipEvent):
    """Somebody who can help was told that the relationship is stuck.

    Attributes:
        about: On what.
        recipient: In which capacity they were told.
        to: Who was told.
    """

    type: ClassVar[str] = "relationship.escalated"

    about: About
    recipient: Recipient
    to: tuple[str, ...]

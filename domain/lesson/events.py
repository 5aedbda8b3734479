"""What can happen to a lesson."""

from typing import ClassVar

from domain.event import Event
from domain.lesson.values import Context, Occasion, RejectionReason, Theme, WithdrawnBecause
from domain.programme.catalogue import LessonChannel
from domain.sealed import Sealed


class LessonCaptured(Event):
    """Somebody said what the organisation should learn.

    Attributes:
        programme: The key of the programme.
        cycle: In which cycle.
        relationship: From which relationship, if it came from one.
        by: Who said it.
        occasion: When.
        context: Which part of mentoring it comes from.
        text: The words, sealed.
        consent: Whether it may be shared.
    """

    type: ClassVar[str] = "lesson.captured"

    programme: str
    cycle: str
    relationship: str | None
    by: str
    occasion: Occasion
    context: Context
    text: Sealed
    consent: bool


class ConsentGiven(Event):
    """Whoever said it agreed that it is shared."""

    type: ClassVar[str] = "lesson.consent_given"

    by: str


class LessonAccepted(Event):
    """A reviewer found that others can learn from it.

    Attributes:
        by: The reviewer.
        themes: What it says something about.
        wording: The same in general words that point to nobody, sealed; None to use the first words.
    """

    type: ClassVar[str] = "lesson.accepted"

    by: str
    themes: tuple[Theme, ...]
    wording: Sealed | None


class LessonRejected(Event):
    """A reviewer found that it is no lesson for others."""

    type: ClassVar[str] = "lesson.rejected"

    by: str
    reason: RejectionReason


class LessonPublished(Event):
    """The lesson was told to those who can use it."""

    type: ClassVar[str] = "lesson.published"

    by: str
    audience: tuple[str, ...]
    channels: tuple[LessonChannel, ...]


class LessonAdopted(Event):
    """A programme was changed because of the lesson."""

    type: ClassVar[str] = "lesson.adopted"

    by: str
    programme: str
    programme_version: int


class LessonWithdrawn(Event):
    """The lesson is told no more."""

    type: ClassVar[str] = "lesson.withdrawn"

    by: str
    reason: WithdrawnBecause


EVENTS: tuple[type[Event], ...] = (
    LessonCaptured,
    ConsentGiven,
    LessonAccepted,
    LessonRejected,
    LessonPublished,
    LessonAdopted,
    LessonWithdrawn,
)

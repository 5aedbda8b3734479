"""Which words of a relationship are lessons for others."""

from typing import NamedTuple

from domain.event import Event
from domain.lesson.values import Occasion
from domain.relationship.events import ExitSurveyAnswered, ReviewRecorded
from domain.sealed import Sealed


class Drawn(NamedTuple):
    """A lesson that somebody drew from a relationship.

    Attributes:
        by: Who drew it.
        text: The lesson, sealed.
        occasion: When they drew it.
    """

    by: str
    text: Sealed
    occasion: Occasion


def lesson_in(event: Event) -> Drawn | None:
    """Return the lesson that an event brings: reviews and exit surveys may bring one (seed 004)."""
    match event:
        case ReviewRecorded(lesson=text, by=by) if text:
            return Drawn(by, text, Occasion.REVIEW)
        case ExitSurveyAnswered(lesson=text, person=by) if text:
            return Drawn(by, text, Occasion.CLOSURE)
    return None

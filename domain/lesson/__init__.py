"""A lesson: what the organisation learns from mentoring, and what it changes because of it (seed 004)."""

from typing import Final

from domain.aggregate import Aggregate
from domain.ids import stream_name
from domain.lesson.commands import LessonCommand
from domain.lesson.decide import decide
from domain.lesson.events import EVENTS
from domain.lesson.state import NO_LESSON, LessonState, evolve

__all__ = ["EVENTS", "LESSON", "LessonCommand", "LessonState", "lesson_stream"]

LESSON: Final = Aggregate[LessonState, LessonCommand](
    category="lesson",
    initial=lambda: NO_LESSON,
    decide=decide,
    evolve=evolve,
    events=EVENTS,
)
"""How a lesson is decided; no timers."""


def lesson_stream(*source: object) -> str:
    """Name the stream of a lesson by what it came from, such as relationship, occasion and person."""
    return stream_name("lesson", *source)

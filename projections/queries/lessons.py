"""The lessons-learned log."""

from typing import Final

from domain.lesson import LessonState
from domain.lesson.values import LessonStatus
from domain.values import Value
from projections.connection import Connection
from projections.statement import ask

PUBLISHED: Final = (LessonStatus.PUBLISHED, LessonStatus.ADOPTED)
"""Told to others, with consent."""


class LessonEntry(Value):
    """One lesson; its words are sealed and opened only for a reader.

    Attributes:
        lesson: Its stream.
        content: Where it comes from, what it says, how far it has come.
    """

    lesson: str
    content: LessonState


def published_lessons(
    connection: Connection, *, programme: str | None = None, cycle: str | None = None
) -> list[LessonEntry]:
    """Return the lessons that may be told, of a programme (its key) or a cycle, in order of the log."""
    found = _lessons(connection, programme, cycle)
    return [entry for entry in found if entry.content.status in PUBLISHED and entry.content.consent]


def all_lessons(
    connection: Connection, *, programme: str | None = None, cycle: str | None = None
) -> list[LessonEntry]:
    """Return every lesson, whatever became of it, for those who review them; in order of the log."""
    return _lessons(connection, programme, cycle)


def _lessons(connection: Connection, programme: str | None, cycle: str | None) -> list[LessonEntry]:
    return [
        LessonEntry(lesson=row["stream"], content=LessonState.model_validate_json(row["folded"]))
        for row in ask(connection, "list_lessons", programme=programme, cycle=cycle)
    ]

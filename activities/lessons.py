"""What follows for everybody else when a relationship teaches something."""

from datetime import datetime

from activities.direct import Direct
from activities.threads import uninterrupted
from domain.aggregate import fold
from domain.catalogue import REGISTRY
from domain.lesson import lesson_stream
from domain.lesson.commands import CaptureLesson
from domain.lesson.values import Context
from domain.relationship import RELATIONSHIP
from domain.relationship.lessons import lesson_in
from domain.values import Value
from eventstore.api import EventStore
from eventstore.codec import decode


class Taught(Value):
    """A relationship that taught somebody something.

    Attributes:
        relationship: Its stream.
        now: The engine's time.
    """

    relationship: str
    now: datetime


class LessonActivities:
    """Captures lessons."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    @uninterrupted
    def capture_lessons(self, taught: Taught) -> None:
        """Put every lesson of a relationship into the lessons-learned log, once, to wait for its review."""
        history = [decode(event, REGISTRY) for event in self._store.load(taught.relationship)]
        state = fold(RELATIONSHIP, history)
        direct = Direct(self._store, state.cycle, taught.now)
        for lesson in filter(None, map(lesson_in, history)):
            direct.send_unless_needless(
                lesson_stream(taught.relationship, lesson.text.bound_to),
                CaptureLesson(
                    programme=state.programme,
                    cycle=state.cycle,
                    relationship=taught.relationship,
                    by=lesson.by,
                    occasion=lesson.occasion,
                    context=Context.OTHER,
                    text=lesson.text,
                ),
            )

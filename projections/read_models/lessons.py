"""Lessons learned: what was said, reviewed, published and adopted; the words stay sealed."""

from typing import Final

from domain.lesson import EVENTS, LESSON, LessonState
from domain.lesson.state import NO_LESSON
from projections.aggregate_fold import AggregateFold
from projections.fold import FoldProjection, LogEvent


def _columns(lesson: LessonState, _: LogEvent) -> dict[str, object]:
    return {
        "programme": lesson.programme,
        "cycle": lesson.cycle,
        "relationship": lesson.relationship,
        "occasion": lesson.occasion,
        "context": lesson.context,
        "status": lesson.status,
        "consent": lesson.consent,
        "themes": lesson.themes,
    }


LESSONS_LOG: Final = FoldProjection(
    name="lessons_log",
    tables=("lessons",),
    types=tuple(event.type for event in EVENTS),
    fold=AggregateFold("lessons", NO_LESSON, LESSON.evolve, _columns),
)
"""Keeps ``read.lessons``."""

"""What follows for others when a relationship teaches something."""

from activities.lessons import LessonActivities, Taught
from activities.records import CycleRecords
from domain.lesson import lesson_stream
from domain.lesson.events import LessonCaptured
from domain.lesson.values import Context, LessonStatus, Occasion
from domain.relationship.events import ExitSurveyAnswered, ReviewRecorded
from domain.vocabulary import Health
from eventstore.memory import InMemoryEventStore
from tests.kit.history import CYCLE_1, NOW, record
from tests.kit.relationships import MENTEE, MENTOR, NEUTRAL, active, day, sealed


def test_every_lesson_of_a_relationship_is_captured_once() -> None:
    """From a review and from those who look back, however often it is asked for."""
    store = InMemoryEventStore(lambda: NOW)
    record(
        store,
        "relationship-1",
        *active(cycle=CYCLE_1).events,
        ReviewRecorded(at=day(43), by=NEUTRAL, health=Health.ON_TRACK, lesson=sealed(NEUTRAL, "review")),
        ExitSurveyAnswered(at=day(300), person=MENTEE, score=5, lesson=sealed(MENTEE, "survey")),
        ExitSurveyAnswered(at=day(301), person=MENTOR, score=4),
    )
    for now in (day(302), day(303)):
        LessonActivities(store).capture_lessons(Taught(relationship="relationship-1", now=now))
    lessons = list(CycleRecords(store).lessons(CYCLE_1).values())
    assert [lesson.status for lesson in lessons] == [LessonStatus.CAPTURED] * 2
    captured = [event.data for event in store.read(correlation_id=CYCLE_1)]
    assert [(each["by"], each["occasion"]) for each in captured] == [
        (NEUTRAL, Occasion.REVIEW),
        (MENTEE, Occasion.CLOSURE),
    ]


def test_a_lesson_that_came_another_way_stands_as_it_is() -> None:
    """An import brought it under an id of its own; capturing the lessons goes on with the next."""
    store = InMemoryEventStore(lambda: NOW)
    review = ReviewRecorded(at=day(43), by=NEUTRAL, health=Health.ON_TRACK, lesson=sealed(NEUTRAL, "review"))
    survey = ExitSurveyAnswered(at=day(300), person=MENTEE, score=5, lesson=sealed(MENTEE, "survey"))
    record(store, "relationship-1", *active(cycle=CYCLE_1).events, review, survey)
    imported = LessonCaptured(
        programme="programme-1",
        cycle=CYCLE_1,
        relationship="relationship-1",
        by=NEUTRAL,
        occasion=Occasion.REVIEW,
        context=Context.OTHER,
        text=sealed(NEUTRAL, "review"),
        consent=False,
    )
    record(store, lesson_stream("relationship-1", "command#review"), imported, correlation=CYCLE_1)
    LessonActivities(store).capture_lessons(Taught(relationship="relationship-1", now=day(302)))
    assert len(CycleRecords(store).lessons(CYCLE_1)) == 2

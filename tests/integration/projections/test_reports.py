"""The reports of a cycle, computed from a real log."""

from datetime import date

import pytest

from domain.application.events import (
    ApplicantDeclined,
    ApplicationWithdrawn,
    ModuleCompleted,
    TrainingWaived,
)
from domain.application.values import DeclineReason, WaiverReason, WithdrawalReason
from domain.lesson.events import LessonAccepted, LessonCaptured, LessonPublished, LessonRejected
from domain.lesson.values import Context, Occasion, RejectionReason, Theme
from domain.person.events import PersonLeft
from domain.programme.catalogue import LessonChannel, MeasureKind
from domain.vocabulary import Role
from eventstore.postgres import PostgresEventStore
from projections.connection import connect
from projections.errors import UnknownCycle
from projections.queries.cycles import get_cycle
from projections.queries.funnel import cycle_funnel
from projections.queries.lessons import all_lessons, published_lessons
from projections.queries.measures import MeasureValue, programme_measures
from projections.read_models import PROJECTIONS
from projections.runner import Runner
from tests.kit.history import (
    CYCLE_1,
    MATCHED,
    NOW,
    SELECTED,
    TRAINED,
    WAITING,
    application,
    person,
    record,
    registered,
    start_cycle,
    submitted,
)
from tests.kit.relationships import Life, accepted, active, day, held, offered, sealed

TODAY = date(2027, 6, 1)


def measured(database: str) -> dict[MeasureKind, MeasureValue]:
    """Return the measures of the example cycle by kind."""
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        return {each.kind: each for each in programme_measures(connection, CYCLE_1, today=TODAY)}


def lives(store: PostgresEventStore, **many: Life) -> None:
    """Record relationships of the example cycle."""
    for name, life in many.items():
        record(store, f"relationship-{name}", *life.events)


def test_the_funnel_counts_how_far_each_came(database: str, postgres_store: PostgresEventStore) -> None:
    """Every stage counts whoever ever reached it; whoever dropped out is counted by reason."""
    declined = ApplicantDeclined(reason=DeclineReason.NOT_ELIGIBLE, text=None, by="person-coordinator")
    left = ApplicationWithdrawn(reason=WithdrawalReason.NO_TIME, text=None)
    for name, events in {
        "ada": (SELECTED, TRAINED, MATCHED),
        "ben": (SELECTED, TRAINED, WAITING),
        "cyd": (declined,),
        "dee": (SELECTED, left),
        "eli": (),
    }.items():
        record(postgres_store, application(name), submitted(name), *events)
    record(postgres_store, application("mo", Role.MENTOR), submitted("mo", Role.MENTOR), SELECTED)
    lives(postgres_store, a=offered(cycle=CYCLE_1).until(day(20)), b=active(cycle=CYCLE_1))
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        funnel = cycle_funnel(connection, CYCLE_1)
    [mentees, mentors] = funnel.applications
    assert (mentees.role, mentees.applied, mentees.undecided, mentees.selected) == (Role.MENTEE, 5, 1, 3)
    assert (mentees.trained, mentees.matched, mentees.waiting_listed) == (2, 1, 1)
    assert (mentees.declined_because, mentees.withdrawn_because) == ({"not_eligible": 1}, {"no_time": 1})
    assert mentees.waiting_because == {"partners_taken": 1}
    assert (mentors.role, mentors.selected, mentors.trained) == (Role.MENTOR, 1, 0)
    [pairs] = funnel.relationships
    assert (pairs.proposed, pairs.offered, pairs.accepted, pairs.met, pairs.agreed) == (2, 2, 1, 1, 1)
    assert (pairs.closed, pairs.by_outcome, pairs.by_reason) == (1, {"expired": 1}, {"not_answered": 1})


def test_measures_are_not_yet_measurable_before_anything_happened(
    database: str, postgres_store: PostgresEventStore
) -> None:
    """Every measure of the design is there, with its target and without a figure."""
    start_cycle(postgres_store)
    measures = measured(database)
    assert len(measures) == 12
    assert {each.verdict for each in measures.values()} == {"not yet measurable"}
    assert {each.value for each in measures.values()} == {None}


def test_measures_come_from_what_happened(database: str, postgres_store: PostgresEventStore) -> None:
    """Of six started relationships five signed in time and lived to the end, and one never met."""
    start_cycle(postgres_store)
    full = {
        f"full{n}": held(active(cycle=CYCLE_1), 30, 58, 86, 114, 142, 170, 198, 226, 254) for n in range(5)
    }
    for life in full.values():
        life.until(day(400))
    lives(postgres_store, **full, silent=accepted(cycle=CYCLE_1).until(day(400)))
    measures = measured(database)
    agreement = measures[MeasureKind.AGREEMENT_COVERAGE]
    assert (agreement.n, agreement.value, agreement.verdict) == (6, 83, "met")
    assert measures[MeasureKind.FIRST_MEETING_RATE].value == 83
    assert measures[MeasureKind.COMPLETION_RATE].value == 83
    assert measures[MeasureKind.EARLY_CLOSURE_RATE].value == 17
    assert measures[MeasureKind.EARLY_CLOSURE_RATE].verdict == "missed"
    assert measures[MeasureKind.MEETINGS_HELD_RATE].value == 100
    assert (measures[MeasureKind.FIT_RATE].n, measures[MeasureKind.FIT_RATE].value) == (10, 100)
    assert measures[MeasureKind.PULSE_MEAN].verdict == "not yet measurable"


def test_a_small_group_is_suppressed(database: str, postgres_store: PostgresEventStore) -> None:
    """Figures about four relationships say nothing, not even how many there are."""
    start_cycle(postgres_store)
    lives(postgres_store, **{f"n{number}": active(cycle=CYCLE_1) for number in range(4)})
    agreement = measured(database)[MeasureKind.AGREEMENT_COVERAGE]
    assert (agreement.verdict, agreement.value, agreement.n) == ("suppressed", None, None)


def test_relationships_that_never_started_do_not_count(
    database: str, postgres_store: PostgresEventStore
) -> None:
    """An offer that expired is no relationship that failed."""
    start_cycle(postgres_store)
    lives(postgres_store, **{f"n{number}": active(cycle=CYCLE_1) for number in range(5)})
    lives(postgres_store, expired=offered(cycle=CYCLE_1).until(day(30)))
    assert measured(database)[MeasureKind.AGREEMENT_COVERAGE].n == 5


def test_retention_counts_who_is_still_there(database: str, postgres_store: PostgresEventStore) -> None:
    """One of five participants left before today; one who leaves tomorrow is still employed."""
    start_cycle(postgres_store)
    for name in ("ada", "ben", "cyd", "dee", "eli"):
        record(postgres_store, person(name), registered(name))
        record(postgres_store, application(name), submitted(name), SELECTED, TRAINED, MATCHED)
    record(postgres_store, person("ada"), PersonLeft(last_day=date(2027, 3, 31)))
    record(postgres_store, person("ben"), PersonLeft(last_day=date(2027, 6, 2)))
    retention = measured(database)[MeasureKind.RETENTION_RATE]
    assert (retention.n, retention.value, retention.needs_comparison) == (5, 80, True)


def test_training_that_was_waived_does_not_count_as_training(
    database: str, postgres_store: PostgresEventStore
) -> None:
    """Of five matched mentors one was let through untrained."""
    start_cycle(postgres_store)
    for name in ("ada", "ben", "cyd", "dee"):
        done = ModuleCompleted(module="mentor-core", completed_on=date(2026, 3, 1))
        opened = submitted(name, Role.MENTOR, ["mentor-core"])
        record(postgres_store, application(name, Role.MENTOR), opened, SELECTED, done, TRAINED, MATCHED)
    waived = TrainingWaived(
        modules=("mentor-core",), reason=next(iter(WaiverReason)), by="person-coordinator"
    )
    opened = submitted("eli", Role.MENTOR, ["mentor-core"])
    record(postgres_store, application("eli", Role.MENTOR), opened, SELECTED, waived, TRAINED, MATCHED)
    assert measured(database)[MeasureKind.TRAINING_COVERAGE].value == 80


def test_measures_of_an_unknown_cycle_are_refused(database: str) -> None:
    """Nothing is computed for a cycle that the log does not know."""
    with connect(database) as connection, pytest.raises(UnknownCycle, match="cycle-x"):
        programme_measures(connection, "cycle-x", today=TODAY)


def test_only_lessons_that_may_be_told_are_published(
    database: str, postgres_store: PostgresEventStore
) -> None:
    """The log keeps all of them, sealed; the published ones are those reviewed, agreed to and told."""
    captured = LessonCaptured(
        programme="graduate",
        cycle=CYCLE_1,
        relationship=None,
        by="person-ada",
        occasion=Occasion.CLOSURE,
        context=Context.MATCHING,
        text=sealed(),
        consent=True,
    )
    kept = LessonAccepted(by="person-neutral", themes=(Theme.TRUST,), wording=None)
    told = LessonPublished(by="person-neutral", audience=("mentors",), channels=(next(iter(LessonChannel)),))
    dropped = LessonRejected(by="person-neutral", reason=RejectionReason.OUT_OF_SCOPE)
    record(postgres_store, "lesson-1", captured, kept, told)
    record(postgres_store, "lesson-2", captured, dropped)
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        assert [each.lesson for each in all_lessons(connection, cycle=CYCLE_1)] == ["lesson-1", "lesson-2"]
        [lesson] = published_lessons(connection, programme="graduate")
    assert (lesson.lesson, lesson.content.text) == ("lesson-1", sealed())


def test_a_cycle_explains_what_it_waits_for(database: str, postgres_store: PostgresEventStore) -> None:
    """Its line is the domain's own sentence."""
    start_cycle(postgres_store)
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        line = get_cycle(connection, CYCLE_1, now=NOW)
    assert line.state.programme == "graduate"
    assert line.line.startswith("waiting 0 hours for the sponsor's approval")


def test_events_are_counted_by_type(database: str, postgres_store: PostgresEventStore) -> None:
    """Every event of the log is counted under its type, with the positions of the first and the last."""
    record(postgres_store, application("ada"), submitted("ada"), SELECTED)
    record(postgres_store, application("ben"), submitted("ben"))
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        found = connection.execute("SELECT * FROM event_types ORDER BY type").fetchall()
    assert found == [("application.selected", 1, 2, 2), ("application.submitted", 2, 1, 3)]

"""What the guards of a cycle look at, counted from the log."""

import pytest

from activities.facts import cycle_facts
from activities.records import CycleRecords
from domain.application.events import ApplicantDeclined, ApplicationWithdrawn
from domain.application.values import DeclineReason, Profile, WithdrawalReason
from domain.cycle import CYCLE
from domain.cycle.facts import CycleFacts, TrackFacts
from domain.cycle.state import NO_CYCLE
from domain.ids import stream_name
from domain.lesson import lesson_stream
from domain.lesson.events import LessonCaptured
from domain.lesson.values import Context, Occasion
from domain.person.events import PersonalDataErased, PersonLeft
from domain.person.values import ErasureReason
from domain.programme.track import GroupSize
from domain.vocabulary import Model, Role
from eventstore.memory import InMemoryEventStore
from tests.kit.cycles import DRAFT, DRAFTED_AT
from tests.kit.enrolment import READY, enrol, log_with_a_cycle
from tests.kit.history import (
    CYCLE_1,
    LAUNCH,
    MATCHED,
    SELECTED,
    TRACK,
    application,
    person,
    record,
    registered,
    submitted,
)
from tests.kit.loads import counted_loads
from tests.kit.sealing import sealed
from tests.kit.tracks import pinned_track


def facts(store: InMemoryEventStore) -> CycleFacts:
    """Return the facts of the example cycle."""
    return cycle_facts(CycleRecords(store), CYCLE_1)


def test_an_empty_cycle_has_no_facts_but_its_place_in_the_log() -> None:
    """Nobody applied; the position says what was counted."""
    store = log_with_a_cycle()
    assert facts(store) == CycleFacts(
        position=store.head().position,
        tracks=(),
        undecided=0,
        untrained=(),
        match_runs=(),
        lessons=0,
        measures=CycleRecords(store).cycle(CYCLE_1).measures,
    )


def test_places_mentees_and_ready_people_are_counted_by_track() -> None:
    """Who was declined or withdrew takes no place; who is matched is no longer waiting to be."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY)
    declined = ApplicantDeclined(reason=DeclineReason.OVERSUBSCRIBED, text=None, by="person-coordinator")
    enrol(store, "max", Role.MENTOR, declined)
    enrol(store, "ada", Role.MENTEE, *READY)
    enrol(store, "ben", Role.MENTEE)
    enrol(store, "cal", Role.MENTEE, ApplicationWithdrawn(reason=WithdrawalReason.NO_TIME, text=None))
    enrol(store, "dee", Role.MENTEE, *READY, MATCHED)
    counted = facts(store)
    assert counted.tracks == (TrackFacts(track=TRACK, applications=5, mentor_places=2, mentees=3, ready=2),)
    assert counted.undecided == 1


def test_who_leads_a_group_offers_the_places_of_a_group() -> None:
    """Four mentors with hubs of up to six are enough for twenty mentees, however many each takes alone."""
    plain = pinned_track(TRACK, Model.HUB, Role.MENTOR, Role.MENTEE)
    hub = plain.design.model_copy(update={"group_size": GroupSize(at_least=3, at_most=6)})
    draft = DRAFT.model_copy(update={"tracks": (plain.model_copy(update={"design": hub}),)})
    store = InMemoryEventStore(lambda: DRAFTED_AT)
    record(store, CYCLE_1, *CYCLE.decide(NO_CYCLE, draft, DRAFTED_AT))
    for number in range(4):
        enrol(store, f"mentor-{number}", Role.MENTOR, profile=Profile(capacity=1))
    assert [each.mentor_places for each in facts(store).tracks] == [20]


def test_whoever_cannot_take_part_is_not_counted_on() -> None:
    """A known leaver and an erased person are neither places nor mentees, and the pool does not hold them."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY)
    enrol(store, "max", Role.MENTOR, *READY)
    record(store, person("max"), PersonLeft(last_day=LAUNCH.date()))
    enrol(store, "ada", Role.MENTEE, *READY)
    record(store, person("ada"), PersonalDataErased(reason=ErasureReason.REQUEST, key="key-1", by="hr"))
    counted = facts(store).tracks
    assert counted == (TrackFacts(track=TRACK, applications=3, mentor_places=2, mentees=0, ready=1),)


def test_the_untrained_are_named() -> None:
    """Selected people who miss a mandatory module, by application."""
    store = log_with_a_cycle()
    record(store, person("ada"), registered("ada"))
    stream = application("ada")
    record(store, stream, submitted("ada", modules=["briefing"]), SELECTED, correlation=CYCLE_1)
    enrol(store, "ben", Role.MENTEE, *READY)
    assert facts(store).untrained == (stream,)


def test_whoever_cannot_take_part_misses_no_training() -> None:
    """An erased applicant would hold up the freeze of a pool that could never hold them."""
    store = log_with_a_cycle()
    record(store, person("ada"), registered("ada"))
    record(store, application("ada"), submitted("ada", modules=["briefing"]), SELECTED, correlation=CYCLE_1)
    record(store, person("ada"), PersonalDataErased(reason=ErasureReason.REQUEST, key="key-1", by="hr"))
    assert facts(store).untrained == ()


def test_whoever_is_out_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cycle that declined many counts as fast as one that they never applied to."""
    store = log_with_a_cycle()
    gone = ApplicationWithdrawn(reason=WithdrawalReason.NO_TIME, text=None)
    enrol(store, "cal", Role.MENTEE, gone)
    enrol(store, "ada", Role.MENTEE, *READY)
    loads = counted_loads(store, monkeypatch)
    facts(store)
    assert (loads[person("cal")], loads[person("ada")]) == (0, 1)


def test_what_belongs_to_another_cycle_is_not_counted() -> None:
    """Whatever it is correlated with: somebody sent a command of this cycle's errand there."""
    store = log_with_a_cycle()
    other = submitted("ada").model_copy(update={"cycle": "cycle-other", "track": "unheard-of"})
    record(store, stream_name("application", "other"), other, correlation=CYCLE_1)
    assert facts(store).tracks == ()


def test_lessons_of_this_cycle_are_counted() -> None:
    """Those of other cycles are not, whatever they are correlated with."""
    store = log_with_a_cycle()
    for number, cycle in enumerate((CYCLE_1, CYCLE_1, "cycle-other")):
        lesson = LessonCaptured(
            programme="graduate",
            cycle=cycle,
            relationship="relationship-1",
            by=person("ada"),
            occasion=Occasion.CLOSURE,
            context=Context.OTHER,
            text=sealed(),
            consent=False,
        )
        record(store, lesson_stream("relationship-1", str(number)), lesson, correlation=CYCLE_1)
    assert facts(store).lessons == 2

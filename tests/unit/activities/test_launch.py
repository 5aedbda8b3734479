"""What becomes of matches when they are published: what the applications are told, and what is proposed."""

from datetime import UTC, datetime, timedelta

import pytest

from activities.launch import LaunchActivities
from activities.matching import MatchingActivities
from activities.messages import CycleMoment
from activities.proposals import is_possible, proposal_of
from activities.records import CycleRecords
from domain.application.events import ApplicantWaitListed
from domain.clock import Clock
from domain.cycle.events import MatchesPublished
from domain.cycle.values import PublishedRun
from domain.envelope import Actor
from domain.event import Event
from domain.match_run import match_run_stream
from domain.match_run.events import MatchRunApproved
from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.person.events import PersonalDataErased, PersonLeft
from domain.person.values import ErasureReason
from domain.vocabulary import Role
from eventstore.memory import InMemoryEventStore
from matching import solve
from tests.kit.enrolment import READY, enrol, log_with_a_cycle
from tests.kit.history import CYCLE_1, TRACK, person, record

MOMENT = CycleMoment(cycle=CYCLE_1, now=datetime(2026, 5, 4, 9, tzinfo=UTC), clock=Clock.real())
OFFICE = Actor(type="coordinator", id="person-coordinator")
RUN = match_run_stream(CYCLE_1, TRACK, 1)


def publish(store: InMemoryEventStore, late: timedelta = timedelta()) -> None:
    """Match, approve, record that the cycle published it, on its day or late, and tell the applications."""
    MatchingActivities(store, solve).run_matching(MOMENT)
    record(store, RUN, MatchRunApproved(by=OFFICE, proposals_digest="0" * 64))
    cycle, found = CycleRecords(store).cycle(CYCLE_1), CycleRecords(store).match_runs(CYCLE_1)[RUN]
    run = PublishedRun(
        match_run=RUN,
        track=TRACK,
        approved_by=OFFICE.id,
        relationships=len(found.proposals),
        unmatched=len(found.unmatched),
    )
    plan = cycle.plan.launched(cycle.plan.launch_at + late, cycle.policies)
    record(store, CYCLE_1, MatchesPublished(by=OFFICE.id, match_runs=(run,), plan=plan, at=MOMENT.now))
    LaunchActivities(store).publish_match_runs(MOMENT)


def possible(store: InMemoryEventStore) -> bool:
    """Return whether the only match that was published can be proposed."""
    records = CycleRecords(store)
    cycle, ((run, match),) = records.cycle(CYCLE_1), records.matches(CYCLE_1)
    return is_possible(proposal_of(match, run, cycle, CYCLE_1), cycle, records, MOMENT.now)


@pytest.fixture
def matching() -> InMemoryEventStore:
    """A log in which Mia is about to be matched with Ada."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY, level=5)
    enrol(store, "ada", Role.MENTEE, *READY)
    return store


def test_the_waiting_list_names_the_rule_that_stood_in_the_way() -> None:
    """Not only that a rule excluded everybody: whoever waits can be told which."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY, level=5, time_zone="Pacific/Auckland")
    waiting = enrol(store, "ada", Role.MENTEE, *READY, time_zone="Europe/Berlin")
    publish(store)
    *_, last = store.load(waiting)
    assert last.type == ApplicantWaitListed.type
    assert (last.data["constraint"], last.data["exclusion"]) == (ConstraintCode.EXCLUDED, Exclusion.TIME_ZONE)


def test_whom_nothing_keeps_apart_is_proposed(matching: InMemoryEventStore) -> None:
    """Both are still there, and neither is known to leave before the cycle winds up."""
    ends = CycleRecords(matching).cycle(CYCLE_1).plan.winding_up_at.date()
    record(matching, person("mia"), PersonLeft(last_day=ends))
    publish(matching)
    assert possible(matching)


@pytest.mark.parametrize(
    "gone",
    [
        PersonLeft(last_day=MOMENT.now.date() + timedelta(weeks=6)),
        PersonalDataErased(reason=ErasureReason.REQUEST, key="key-1", by="hr"),
    ],
    ids=["known to leave", "erased"],
)
@pytest.mark.parametrize("name", ["mia", "ada"])
def test_whoever_cannot_take_part_any_more_is_not_proposed(
    matching: InMemoryEventStore, name: str, gone: Event
) -> None:
    """It became known after the pool was frozen: nobody waits for an answer that nobody can give."""
    publish(matching)
    record(matching, person(name), gone)
    assert not possible(matching)


def test_a_late_launch_is_held_against_the_last_days(matching: InMemoryEventStore) -> None:
    """Whoever would have stayed until the end as planned may go before the end as it is now."""
    ends = CycleRecords(matching).cycle(CYCLE_1).plan.winding_up_at.date()
    record(matching, person("mia"), PersonLeft(last_day=ends + timedelta(days=2)))
    publish(matching, late=timedelta(days=9))
    assert not possible(matching)

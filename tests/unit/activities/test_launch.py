"""What the applications are told when matches become final."""

from datetime import UTC, datetime

from activities.launch import LaunchActivities
from activities.matching import MatchingActivities
from activities.messages import CycleMoment
from activities.records import CycleRecords
from domain.application.events import ApplicantWaitListed
from domain.clock import Clock
from domain.cycle.events import MatchesPublished
from domain.cycle.values import PublishedRun
from domain.envelope import Actor
from domain.match_run import match_run_stream
from domain.match_run.events import MatchRunApproved
from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.vocabulary import Role
from eventstore.memory import InMemoryEventStore
from matching import solve
from tests.kit.enrolment import READY, enrol, log_with_a_cycle
from tests.kit.history import CYCLE_1, TRACK, record

MOMENT = CycleMoment(cycle=CYCLE_1, now=datetime(2026, 5, 4, 9, tzinfo=UTC), clock=Clock.real())
OFFICE = Actor(type="coordinator", id="person-coordinator")
RUN = match_run_stream(CYCLE_1, TRACK, 1)


def publish(store: InMemoryEventStore) -> None:
    """Match, approve, and record that the cycle published it."""
    MatchingActivities(store, solve).run_matching(MOMENT)
    record(store, RUN, MatchRunApproved(by=OFFICE, proposals_digest="0" * 64))
    run = PublishedRun(match_run=RUN, track=TRACK, approved_by=OFFICE.id, relationships=0, unmatched=2)
    plan = CycleRecords(store).cycle(CYCLE_1).plan
    record(store, CYCLE_1, MatchesPublished(by=OFFICE.id, match_runs=(run,), plan=plan, at=MOMENT.now))


def test_the_waiting_list_names_the_rule_that_stood_in_the_way() -> None:
    """Not only that a rule excluded everybody: whoever waits can be told which."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY, level=5, time_zone="Pacific/Auckland")
    waiting = enrol(store, "ada", Role.MENTEE, *READY, time_zone="Europe/Berlin")
    publish(store)
    LaunchActivities(store).publish_match_runs(MOMENT)
    *_, last = store.load(waiting)
    assert last.type == ApplicantWaitListed.type
    assert (last.data["constraint"], last.data["exclusion"]) == (ConstraintCode.EXCLUDED, Exclusion.TIME_ZONE)

"""Match runs of a cycle: started once, proposed by the solver, and begun anew after one was discarded."""

from datetime import UTC, datetime

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.matching import MatchingActivities
from activities.messages import CycleMoment
from activities.records import CycleRecords
from domain.clock import Clock
from domain.cycle import CYCLE
from domain.cycle.state import NO_CYCLE
from domain.envelope import Actor
from domain.match_run import match_run_stream
from domain.match_run.events import MatchRunDiscarded
from domain.match_run.inputs import MatchInputs
from domain.match_run.result import MatchResult
from domain.vocabulary import MatchingMode, Role
from eventstore.memory import InMemoryEventStore
from matching import solve
from tests.kit.cycles import DRAFT, DRAFTED_AT
from tests.kit.enrolment import READY, enrol, log_with_a_cycle
from tests.kit.history import CYCLE_1, NOW, TRACK, application, person, record, registered, submitted
from tests.kit.tracks import ONE_TO_ONE, PEERS

MOMENT = CycleMoment(cycle=CYCLE_1, now=datetime(2026, 5, 4, 9, tzinfo=UTC), clock=Clock.real())
FIRST, SECOND = (match_run_stream(CYCLE_1, TRACK, number) for number in (1, 2))


@pytest.fixture
def store() -> InMemoryEventStore:
    """A log in which Mia could mentor Ada."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY)
    enrol(store, "ada", Role.MENTEE, *READY)
    return store


def statuses(store: InMemoryEventStore) -> dict[str, str]:
    """Return every match run of the cycle with its status."""
    return {run: state.status for run, state in CycleRecords(store).match_runs(CYCLE_1).items()}


def test_each_track_with_people_gets_a_run(store: InMemoryEventStore) -> None:
    """A track in which nobody is ready gets none."""
    MatchingActivities(store, solve).run_matching(MOMENT)
    assert statuses(store) == {FIRST: "proposed"}
    (run,) = CycleRecords(store).match_runs(CYCLE_1).values()
    assert {candidate.person for candidate in run.frozen().candidates} == {person("mia"), person("ada")}


def test_matching_twice_is_matching_once(store: InMemoryEventStore) -> None:
    """A retry finds what was recorded, and leaves the pool as it was frozen."""
    MatchingActivities(store, solve).run_matching(MOMENT)
    position = store.head().position
    enrol(store, "ben", Role.MENTEE, *READY)
    MatchingActivities(store, solve).run_matching(MOMENT)
    assert statuses(store) == {FIRST: "proposed"}
    assert store.read(after=position, types=["match_run.started", "match_run.matches_proposed"]) == []


def test_a_discarded_run_is_followed_by_another(store: InMemoryEventStore) -> None:
    """Its number is the next, and its pool is that of today."""
    MatchingActivities(store, solve).run_matching(MOMENT)
    discarded = MatchRunDiscarded(by=Actor(type="coordinator", id="person-coordinator"), reason=None)
    record(store, FIRST, discarded, correlation=CYCLE_1)
    MatchingActivities(store, solve).run_matching(MOMENT)
    assert statuses(store) == {FIRST: "discarded", SECOND: "proposed"}


def test_where_people_match_the_engine_does_not() -> None:
    """A track in which mentees choose, or a coordinator does, is left to them."""
    matching = ONE_TO_ONE.design.matching.model_copy(update={"mode": MatchingMode.COORDINATOR})
    by_hand = ONE_TO_ONE.design.model_copy(update={"matching": matching, "id": TRACK})
    draft = DRAFT.model_copy(update={"tracks": (ONE_TO_ONE.model_copy(update={"design": by_hand}),)})
    store = InMemoryEventStore(lambda: DRAFTED_AT)
    record(store, CYCLE_1, *CYCLE.decide(NO_CYCLE, draft, DRAFTED_AT))
    enrol(store, "mia", Role.MENTOR, *READY)
    enrol(store, "ada", Role.MENTEE, *READY)
    MatchingActivities(store, solve).run_matching(MOMENT)
    assert statuses(store) == {}


def test_an_attempt_that_nobody_awaits_records_what_it_solved_and_goes_no_further(
    store: InMemoryEventStore,
) -> None:
    """The next one, which is under way, finds that solution and sees to the other tracks."""
    for name in ("pat", "pim"):
        peer = submitted(name, Role.PEER).model_copy(update={"track": PEERS.id})
        record(store, person(name), registered(name))
        record(store, application(name, Role.PEER), peer, *READY, at=NOW, correlation=CYCLE_1)
    environment = ActivityEnvironment()

    def slow(inputs: MatchInputs) -> MatchResult:
        """Take so long that nobody waits any more."""
        environment.cancel()
        return solve(inputs)

    with pytest.raises(ApplicationError, match="nobody waits"):
        environment.run(MatchingActivities(store, slow).run_matching, MOMENT)
    assert statuses(store) == {FIRST: "proposed"}
    ActivityEnvironment().run(MatchingActivities(store, solve).run_matching, MOMENT)
    assert statuses(store) == {FIRST: "proposed", match_run_stream(CYCLE_1, PEERS.id, 1): "proposed"}

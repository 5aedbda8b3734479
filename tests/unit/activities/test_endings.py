"""What follows for others when a relationship ends."""

import pytest

from activities.endings import Ended, EndingActivities, Participant
from activities.records import CycleRecords
from domain.application import ApplicationState
from domain.application.values import ApplicationStatus
from domain.person.values import ExclusionReason
from domain.relationship.reasons import ClosureReason
from domain.vocabulary import Outcome, Role
from eventstore.memory import InMemoryEventStore
from tests.kit.enrolment import READY, enrol, log_with_a_cycle
from tests.kit.history import CYCLE_1, MATCHED, NOW, TRACK, application, person


def log_with_a_pair() -> InMemoryEventStore:
    """Return a log in which Mia mentors Ada."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY, MATCHED)
    enrol(store, "ada", Role.MENTEE, *READY, MATCHED)
    return store


def ended(outcome: Outcome, reason: ClosureReason, *gone: str) -> Ended:
    """Return how their relationship ended, and who of them went before."""
    roles = {"mia": Role.MENTOR, "ada": Role.MENTEE}
    return Ended(
        relationship=MATCHED.relationship,
        cycle=CYCLE_1,
        track=TRACK,
        members=tuple(
            Participant(person=person(name), role=role, gone=name in gone) for name, role in roles.items()
        ),
        outcome=outcome,
        reason=reason,
        now=NOW,
    )


def applicant(store: InMemoryEventStore, name: str, role: Role) -> ApplicationState:
    """Return somebody's application as it stands."""
    return CycleRecords(store).application(application(name, role))


def exclusions(store: InMemoryEventStore, name: str) -> dict[str, ExclusionReason]:
    """Return whom somebody is never matched with."""
    return CycleRecords(store).people([person(name)])[person(name)].exclusions


def test_a_completed_relationship_frees_its_members() -> None:
    """Both have had their match: nobody waits for another one, and nobody is kept apart."""
    store = log_with_a_pair()
    EndingActivities(store).release_members(ended(Outcome.COMPLETED, ClosureReason.TERM_ENDED))
    for name, role in (("mia", Role.MENTOR), ("ada", Role.MENTEE)):
        assert applicant(store, name, role).relationships == ()
        assert not applicant(store, name, role).priority
        assert exclusions(store, name) == {}


def test_whoever_is_left_behind_comes_first_next_time() -> None:
    """The mentor left; the mentee waits for another one, with priority, and the mentor does not."""
    store = log_with_a_pair()
    activities = EndingActivities(store)
    activities.release_members(ended(Outcome.MENTOR_LEFT, ClosureReason.MEMBER_LEFT, "mia"))
    assert applicant(store, "ada", Role.MENTEE).priority
    assert applicant(store, "ada", Role.MENTEE).status is not ApplicationStatus.MATCHED
    assert not applicant(store, "mia", Role.MENTOR).priority


@pytest.mark.parametrize("reason", [ClosureReason.NOT_A_FIT, ClosureReason.NO_FAULT])
def test_a_pair_that_did_not_fit_is_kept_apart(reason: ClosureReason) -> None:
    """In whatever programme, and from both sides; giving no reason is enough."""
    store = log_with_a_pair()
    EndingActivities(store).release_members(ended(Outcome.NO_FAULT, reason))
    assert exclusions(store, "mia") == {person("ada"): ExclusionReason.NO_FAULT_CONCLUSION}
    assert exclusions(store, "ada") == {person("mia"): ExclusionReason.NO_FAULT_CONCLUSION}


@pytest.mark.parametrize(
    "reason",
    [
        ClosureReason.NO_LONGER_NEEDED,
        ClosureReason.NO_TIME,
        ClosureReason.ROLE_CHANGED,
        ClosureReason.NO_RESPONSE,
        ClosureReason.GOALS_ACHIEVED,
    ],
)
def test_a_pair_that_ended_for_reasons_of_life_may_meet_again(reason: ClosureReason) -> None:
    """It ends without fault, but there was nothing wrong between the two."""
    store = log_with_a_pair()
    EndingActivities(store).release_members(ended(Outcome.NO_FAULT, reason))
    assert exclusions(store, "mia") == exclusions(store, "ada") == {}


def test_a_group_that_did_not_fit_keeps_nobody_apart() -> None:
    """Nobody said who did not fit whom; a person who knows asks not to meet the other."""
    store = log_with_a_pair()
    enrol(store, "ben", Role.MENTEE, *READY, MATCHED)
    pair = ended(Outcome.NO_FAULT, ClosureReason.NOT_A_FIT)
    third = Participant(person=person("ben"), role=Role.MENTEE, gone=False)
    EndingActivities(store).release_members(pair.model_copy(update={"members": (*pair.members, third)}))
    assert [exclusions(store, name) for name in ("mia", "ada", "ben")] == [{}, {}, {}]


def test_an_end_that_is_settled_twice_is_settled_once() -> None:
    """A retry, or a workflow that was started again, changes nothing."""
    store = log_with_a_pair()
    end = ended(Outcome.NO_FAULT, ClosureReason.NOT_A_FIT)
    EndingActivities(store).release_members(end)
    position = store.head().position
    EndingActivities(store).release_members(end)
    assert store.head().position == position


def test_an_applicant_who_is_free_already_stops_nobody() -> None:
    """A relationship that no application knows of, proposed by hand, ends like any other."""
    store = log_with_a_cycle()
    enrol(store, "mia", Role.MENTOR, *READY, MATCHED)
    EndingActivities(store).release_members(ended(Outcome.COMPLETED, ClosureReason.TERM_ENDED))
    assert applicant(store, "mia", Role.MENTOR).relationships == ()

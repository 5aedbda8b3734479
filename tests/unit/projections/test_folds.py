"""What rows remember beyond the domain's present state."""

import psycopg
import pytest
from psycopg import errors

from domain.application.events import ApplicantDeclined, ApplicationSubmitted
from domain.application.values import ApplicationStatus, DeclineReason, Profile
from domain.event import Event
from domain.match_run.commands import (
    ApproveMatchRun,
    DiscardMatchRun,
    OverrideProposals,
    PublishMatchRun,
)
from domain.match_run.vocabulary import OverrideClass
from domain.vocabulary import Role
from eventstore.errors import StoreFailed, StoreUnreachable
from projections.connection import passes
from projections.errors import CannotPark, UnknownProjection
from projections.read_models import PROJECTIONS, applications, named, told_to_park
from projections.read_models.applications import Applicant
from projections.read_models.match_runs import RunSummary, evolve
from tests.kit.history import NOW
from tests.kit.runs import COORDINATOR, proposed


def summary(events: list[Event]) -> RunSummary:
    """Fold events of a run."""
    run = RunSummary()
    for event in events:
        run = evolve(run, event)
    return run


def test_a_run_is_summed_up_when_the_solver_answered() -> None:
    """The summary counts pool, proposals and who is left, and by what was in their way."""
    run = summary(proposed().history)
    assert (run.status, run.candidates, run.relationships) == ("proposed", 5, 2)
    assert run.candidates - len(run.placed) == 1
    assert run.unmatched == {"partners_taken": 1}
    assert run.report is not None
    assert run.report.matched == 2


def test_an_override_changes_who_is_placed() -> None:
    """A proposal taken back frees both; the published reasons count them."""
    story = proposed()
    people = story.state.proposals[0].people
    removal = OverrideProposals(by=COORDINATOR, remove=(people,), reason_class=OverrideClass.LOCAL_KNOWLEDGE)
    story = story.when(removal, at=NOW).after()
    run = summary(story.history)
    assert (run.relationships, run.overrides, len(run.placed)) == (1, 1, 2)
    for command in (ApproveMatchRun(by=COORDINATOR), PublishMatchRun()):
        story = story.when(command, at=NOW).after()
    run = summary(story.history)
    assert (run.status, run.approved_by) == ("published", "person-coordinator")
    assert run.unmatched == {"partners_taken": 1, "removed": 2}


def test_a_discarded_run_says_so() -> None:
    """Its figures stay."""
    story = proposed().when(DiscardMatchRun(by=COORDINATOR), at=NOW).after()
    run = summary(story.history)
    assert (run.status, run.relationships) == ("discarded", 2)


def test_who_applies_anew_begins_anew() -> None:
    """An earlier refusal does not stay on the new application."""
    applied = ApplicationSubmitted(
        cycle="cycle-1",
        person="person-1",
        role=Role.MENTEE,
        track="one-to-one",
        profile=Profile(),
        dimensions=(),
        mandatory_modules=(),
    )
    declined = ApplicantDeclined(reason=DeclineReason.OVERSUBSCRIBED, text=None, by="person-2")
    applicant = Applicant()
    for event in (applied, declined):
        applicant = applications.evolve(applicant, event)
    assert applicant.decline_reason is DeclineReason.OVERSUBSCRIBED
    assert applicant.reached == (ApplicationStatus.APPLIED, ApplicationStatus.DECLINED)
    applicant = applications.evolve(applicant, applied)
    assert applicant.decline_reason is None
    assert applicant.reached == (ApplicationStatus.APPLIED,)


def test_projections_are_found_by_name() -> None:
    """Each by its own; an unknown name is refused with the known ones."""
    assert [named(projection.name) for projection in PROJECTIONS] == list(PROJECTIONS)
    with pytest.raises(UnknownProjection, match="relationship_board"):
        named("nonsense")


def test_named_projections_park() -> None:
    """Those that are told to park do, all others stop; one whose rows belong to no stream cannot."""
    told = told_to_park(["lessons_log"])
    assert [projection.name for projection in told] == [projection.name for projection in PROJECTIONS]
    assert [projection.name for projection in told if projection.parks] == ["lessons_log"]
    with pytest.raises(UnknownProjection, match="nonsense"):
        told_to_park(["nonsense"])
    with pytest.raises(CannotPark, match="event_types"):
        told_to_park(["event_types"])


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (psycopg.OperationalError("server closed the connection"), True),
        (psycopg.InterfaceError("the connection is closed"), True),
        (errors.DeadlockDetected(), True),
        (errors.SerializationFailure(), True),
        (errors.AdminShutdown(), True),
        (errors.DiskFull(), True),
        (errors.LockNotAvailable(), True),
        (StoreUnreachable(cause="the server closed the connection"), True),
        (StoreFailed(sqlstate="42501", cause="permission denied"), False),
        (errors.ProgramLimitExceeded(), False),
        (errors.NotNullViolation(), False),
        (errors.UndefinedTable(), False),
        (psycopg.DataError("cannot adapt"), False),
        (KeyError("type"), False),
    ],
)
def test_failures_that_pass_are_told_from_those_that_stay(error: Exception, expected: bool) -> None:  # noqa: FBT001 - a column of the table above
    """Lost connections, conflicts and exhausted resources are tried again; what an event causes is not."""
    assert passes(error) is expected

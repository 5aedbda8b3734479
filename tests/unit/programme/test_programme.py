import pickle
from datetime import UTC, datetime

import pytest

from domain.programme import (
    PROGRAMME,
    Design,
    DesignRevised,
    DraftProgramme,
    InvalidDesign,
    ProgrammeDrafted,
    ProgrammePublished,
    PublishProgramme,
    ReviseDesign,
)
from domain.programme.errors import (
    OtherProgramme,
    ProgrammeAlreadyDrafted,
    ProgrammeNotDrafted,
    VersionNotLatest,
    VersionNotRaised,
)
from domain.registry import UnknownEvent
from domain.vocabulary import Role
from tests.kit.designs import changed, graduate
from tests.kit.given_when_then import given

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST = graduate()
SECOND = FIRST.model_copy(update={"version": 2, "name": "Graduate mentoring, revised"})
BROKEN = changed(("stakeholders",), [])


def test_a_sound_design_is_drafted() -> None:
    """The event carries the whole design."""
    given(PROGRAMME).when(DraftProgramme(design=FIRST), at=NOW).then(ProgrammeDrafted(design=FIRST))


def test_drafting_the_same_design_again_changes_nothing() -> None:
    """A repeated wish is granted without a second event."""
    given(PROGRAMME, ProgrammeDrafted(design=FIRST)).when(DraftProgramme(design=FIRST), at=NOW).then_nothing()


def test_a_programme_is_drafted_once() -> None:
    """Another design for an existing programme is a revision."""
    told = given(PROGRAMME, ProgrammeDrafted(design=FIRST)).when(DraftProgramme(design=SECOND), at=NOW)
    told.then_refused(ProgrammeAlreadyDrafted, key="graduate", version=1)


@pytest.mark.parametrize(
    "command", [DraftProgramme(design=BROKEN), ReviseDesign(design=BROKEN.model_copy(update={"version": 2}))]
)
def test_a_design_that_breaks_a_rule_is_refused_with_all_its_problems(
    command: DraftProgramme | ReviseDesign,
) -> None:
    """No unsound design gets into the log, whoever sends it."""
    history = [ProgrammeDrafted(design=FIRST)] if isinstance(command, ReviseDesign) else []
    refusal = given(PROGRAMME, *history).when(command, at=NOW).then_refused(InvalidDesign)
    assert [problem.path for problem in refusal.problems] == ["stakeholders"]
    assert "stakeholders is empty (name an audience and what it is told)" in str(refusal)


def test_a_refused_design_keeps_its_problems_across_a_process_boundary() -> None:
    """Pickled and unpickled, the refusal says the same and still lists its problems."""
    refusal = given(PROGRAMME).when(DraftProgramme(design=BROKEN), at=NOW).then_refused(InvalidDesign)
    again = pickle.loads(pickle.dumps(refusal))  # noqa: S301 - our own bytes
    assert str(again) == str(refusal)
    assert again.problems == refusal.problems


def test_a_revision_names_the_lessons_that_it_takes_up() -> None:
    """Lesson learned and change of design stay linked (seed 004)."""
    lesson = "lesson-6b7f1f0e-52a5-5d0c-9a39-0c7e0a1d9a51"
    told = given(PROGRAMME, ProgrammeDrafted(design=FIRST)).when(
        ReviseDesign(design=SECOND, adopts=(lesson,)), at=NOW
    )
    told.then(DesignRevised(design=SECOND, adopts=(lesson,)))


def test_a_revision_raises_the_version() -> None:
    """Two designs never share a version number."""
    other = FIRST.model_copy(update={"name": "Renamed"})
    told = given(PROGRAMME, ProgrammeDrafted(design=FIRST)).when(ReviseDesign(design=other), at=NOW)
    told.then_refused(VersionNotRaised, given=1, current=1)


def test_a_revision_keeps_the_key() -> None:
    """A programme keeps its identity in every version."""
    other = SECOND.model_copy(update={"key": "leadership"})
    told = given(PROGRAMME, ProgrammeDrafted(design=FIRST)).when(ReviseDesign(design=other), at=NOW)
    told.then_refused(OtherProgramme, key="graduate", given="leadership")


def test_revising_to_the_same_design_changes_nothing() -> None:
    """A repeated revision is granted without a second event."""
    history = (ProgrammeDrafted(design=FIRST), DesignRevised(design=SECOND))
    given(PROGRAMME, *history).when(ReviseDesign(design=SECOND), at=NOW).then_nothing()


@pytest.mark.parametrize("command", [ReviseDesign(design=FIRST), PublishProgramme(version=1)])
def test_there_must_be_a_draft_first(command: ReviseDesign | PublishProgramme) -> None:
    """Nothing can be revised or published before it was drafted."""
    given(PROGRAMME).when(command, at=NOW).then_refused(ProgrammeNotDrafted)


def test_the_latest_design_is_published_once() -> None:
    """Publishing releases the latest version, and doing so again changes nothing."""
    story = given(PROGRAMME, ProgrammeDrafted(design=FIRST)).when(PublishProgramme(version=1), at=NOW)
    after = story.then(ProgrammePublished(version=1))
    assert after.state.published == FIRST
    after.when(PublishProgramme(version=1), at=NOW).then_nothing()


def test_a_version_that_nobody_looked_at_is_not_published() -> None:
    """Whoever publishes says which version they mean."""
    history = (ProgrammeDrafted(design=FIRST), DesignRevised(design=SECOND))
    told = given(PROGRAMME, *history).when(PublishProgramme(version=1), at=NOW)
    told.then_refused(VersionNotLatest, given=1, current=2)


def test_a_revision_leaves_the_published_design_in_force() -> None:
    """Cycles start from what was published until the revision is."""
    history = (ProgrammeDrafted(design=FIRST), ProgrammePublished(version=1), DesignRevised(design=SECOND))
    story = given(PROGRAMME, *history)
    assert story.state.published == FIRST
    assert story.state.design == SECOND


def test_an_event_from_the_future_is_passed_over() -> None:
    """A programme that does not know an event keeps its state."""
    story = given(PROGRAMME, ProgrammeDrafted(design=FIRST))
    unknown = UnknownEvent(name="programme.archived", version=1, data={})
    assert PROGRAMME.evolve(story.state, unknown) == story.state


def test_mandatory_modules_go_by_role() -> None:
    """Who needs which training follows from the design."""
    assert FIRST.mandatory_modules(Role.MENTOR) == {"mentor-core"}
    assert FIRST.mandatory_modules(Role.FACILITATOR) == set()


def test_a_track_without_named_signatories_is_signed_by_all_its_roles() -> None:
    """Both parties sign unless the design says otherwise (seed 002)."""
    track = changed(("tracks", 0, "agreement", "signed_by"), []).tracks[0]
    assert track.signatories() == (Role.MENTOR, Role.MENTEE)
    assert FIRST.tracks[1].signatories() == (Role.PEER,)


def test_events_read_back_as_they_were_written() -> None:
    """A stored design is the same design."""
    for event in (ProgrammeDrafted(design=FIRST), DesignRevised(design=SECOND)):
        assert type(event).model_validate(event.model_dump(mode="json")) == event
    assert isinstance(FIRST, Design)

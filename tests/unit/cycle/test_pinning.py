from datetime import timedelta
from pathlib import Path

import pytest

from domain.cycle import CYCLE, Phase, application_facts, draft_cycle
from domain.cycle.errors import UnknownTrack
from domain.person import PersonState
from domain.programme import Design
from domain.vocabulary import Role
from intake.design import read_design
from tests.kit.cycles import COORDINATOR, DRAFTED_AT, LAUNCH_AT, NEUTRAL, SPONSOR, cycle_at
from tests.kit.given_when_then import given

ANA = PersonState(person="person-ana")
GRADUATES = Path(__file__).parents[3] / "programmes" / "graduate.yaml"


@pytest.fixture(scope="module")
def design() -> Design:
    """The example programme."""
    return read_design(GRADUATES)


def test_a_cycle_of_the_example_programme_carries_all_it_needs(design: Design) -> None:
    """Tracks, durations, criteria and mandatory modules are pinned; later versions do not touch them."""
    command = draft_cycle(
        design,
        name="2026",
        launch_at=LAUNCH_AT,
        coordinator=COORDINATOR,
        sponsor=SPONSOR,
        neutral_parties=(NEUTRAL,),
    )
    story = given(CYCLE).when(command, at=DRAFTED_AT).after()
    assert (story.state.programme, story.state.programme_version) == (design.key, design.version)
    assert [track.design for track in story.state.tracks] == list(design.tracks)
    assert story.state.measures == len(design.measures)
    for track in story.state.tracks:
        for role in track.design.roles:
            assert set(track.mandatory_modules[role]) == design.mandatory_modules(role)
            assert track.dimensions[role]


def test_applications_learn_from_the_cycle_what_they_need() -> None:
    """Whether applications are taken, the roles, the places and the modules come from the pinned track."""
    recruiting, _ = cycle_at(Phase.RECRUITING)
    mentor = application_facts(recruiting.state, Role.MENTOR, "one-to-one", ANA)
    assert mentor.recruiting
    assert mentor.capacity_at_most == 3
    assert mentor.mandatory_modules == ("briefing",)
    assert mentor.dimensions == ("listening", "time")
    mentee = application_facts(recruiting.state, Role.MENTEE, "one-to-one", ANA)
    assert mentee.capacity_at_most == 1


def test_whoever_leaves_before_the_relationships_wind_up_is_about_to_leave() -> None:
    """A last day that is known counts against the plan of the cycle, not only once it has passed."""
    story, now = cycle_at(Phase.RECRUITING)
    winding_up = story.state.plan.winding_up_at.date()
    assert winding_up > now.date() + timedelta(days=1)
    for last_day, stays in ((winding_up - timedelta(days=1), False), (winding_up, True)):
        leaver = ANA.model_copy(update={"last_day": last_day})
        assert application_facts(story.state, Role.MENTOR, "one-to-one", leaver).employed is stays


def test_the_erased_are_told_apart_from_those_who_left() -> None:
    """Their own reason is true: they may well work here."""
    story, _ = cycle_at(Phase.RECRUITING)
    erased = ANA.model_copy(update={"erased": True})
    facts = application_facts(story.state, Role.MENTOR, "one-to-one", erased)
    assert (facts.employed, facts.erased) == (True, True)


def test_a_role_that_the_track_lacks_has_nothing_to_learn() -> None:
    """The facts of a role outside the track are empty; applying is refused by the roles."""
    selecting, _ = cycle_at(Phase.SELECTING)
    facts = application_facts(selecting.state, Role.MENTOR, "peers", None)
    assert (facts.recruiting, facts.employed) == (False, False)
    assert (facts.roles, facts.mandatory_modules, facts.dimensions) == ((Role.PEER,), (), ())


def test_a_track_that_the_cycle_lacks_is_an_error() -> None:
    """Asking for another track raises, naming it."""
    story, _ = cycle_at(Phase.RECRUITING)
    with pytest.raises(UnknownTrack, match="circles"):
        application_facts(story.state, Role.PEER, "circles", ANA)

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.application import APPLICATION, ApplicationCommand
from domain.application import commands as c
from domain.application.values import (
    ApplicationFacts,
    ApplicationStatus,
    DeclineReason,
    Preferences,
    Profile,
    WaiverReason,
    WithdrawalReason,
)
from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.vocabulary import Outcome, Role
from tests.kit.laws import Life
from tests.kit.sealing import sealed

FACTS = ApplicationFacts(
    recruiting=True,
    employed=True,
    roles=(Role.MENTOR,),
    capacity_at_most=3,
    dimensions=("listening",),
    mandatory_modules=("briefing", "feedback"),
)
TEXT = st.none() | st.just(sealed())
MODULES = st.sampled_from(["briefing", "feedback", "other"])
RELATIONSHIPS = st.sampled_from(["relationship-1", "relationship-2", "relationship-3", "relationship-4"])
PROFILES = st.builds(
    Profile,
    capacity=st.integers(1, 4),
    preferences=st.builds(Preferences, ranked=st.sampled_from([(), ("person-b",), ("person-a",)])),
)

COMMANDS: st.SearchStrategy[ApplicationCommand] = st.one_of(
    st.builds(
        c.Apply,
        cycle=st.just("cycle-1"),
        person=st.just("person-a"),
        role=st.just(Role.MENTOR),
        track=st.just("one-to-one"),
        profile=PROFILES,
        facts=st.just(FACTS),
    ),
    st.builds(c.AmendApplication, profile=PROFILES),
    st.builds(
        c.SelectApplicant,
        scores=st.just({"listening": 3}),
        by=st.just("person-p"),
        valid_modules=st.sampled_from([(), ("briefing",), ("briefing", "feedback")]),
    ),
    st.builds(c.DeclineApplicant, reason=st.sampled_from(DeclineReason), text=TEXT, by=st.just("person-p")),
    st.builds(c.CompleteModule, module=MODULES, completed_on=st.just(date(2026, 2, 1))),
    st.builds(c.WaiveTraining, reason=st.sampled_from(WaiverReason), by=st.just("person-p")),
    st.builds(c.WithdrawApplication, reason=st.sampled_from(WithdrawalReason), text=TEXT),
    st.builds(c.RecordMatch, match_run=st.just("match_run-1"), relationship=RELATIONSHIPS),
    st.builds(
        c.PlaceOnWaitingList,
        match_run=st.just("match_run-1"),
        constraint=st.sampled_from(ConstraintCode),
        exclusion=st.none() | st.sampled_from(Exclusion),
    ),
    st.builds(
        c.ReleaseApplicant,
        relationship=RELATIONSHIPS,
        outcome=st.sampled_from(Outcome),
        rematch=st.booleans(),
    ),
)


@given(st.lists(COMMANDS, max_size=40))
def test_an_application_never_promises_more_than_it_can_keep(commands: list[ApplicationCommand]) -> None:
    """Any commands leave a replayable history in which capacity, training and status agree."""
    life = Life(APPLICATION, datetime(2026, 3, 1, tzinfo=UTC))
    life.check()
    for command in commands:
        life.ask(command)
        life.wait(timedelta(days=1))
        state = life.state
        assert len(state.relationships) <= state.profile.capacity
        assert len(set(state.relationships)) == len(state.relationships)
        if state.relationships:
            assert state.status is ApplicationStatus.MATCHED
        if state.status in {ApplicationStatus.TRAINED, ApplicationStatus.MATCHED}:
            assert state.missing_modules == ()
        if state.status is ApplicationStatus.SELECTED:
            assert state.missing_modules != ()

from datetime import UTC, datetime

import pytest

import matching
from domain.envelope import ENGINE, Actor
from domain.match_run import MATCH_RUN, match_run_stream, relationship_stream
from domain.match_run import errors as refused
from domain.match_run.commands import (
    ApproveMatchRun,
    DiscardMatchRun,
    MatchRunCommand,
    OverrideProposals,
    PublishMatchRun,
    RecordProposals,
    StartMatchRun,
)
from domain.match_run.events import (
    Match,
    MatchesProposed,
    MatchRunApproved,
    MatchRunDiscarded,
    MatchRunPublished,
    MatchRunStarted,
    ProposalsOverridden,
)
from domain.match_run.inputs import MatchInputs, digest
from domain.match_run.proposal import Member
from domain.match_run.state import MatchRunState
from domain.match_run.vocabulary import ConstraintCode, OverrideClass
from domain.programme.matching import Weights
from domain.registry import UnknownEvent
from domain.vocabulary import Role
from tests.kit.given_when_then import Given, given
from tests.kit.pools import RUN, inputs, mentee, mentor, rules

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CYCLE = "cycle-00000000-0000-5000-8000-000000000002"
COORDINATOR = Actor(type="coordinator", id="person-c")
MENTOR, MENTEE = Role.MENTOR, Role.MENTEE

POOL = inputs(
    mentee("a", prefers=("m",)),
    mentee("b", prefers=("m",)),
    mentee("c", on_leave=True),
    mentor("m", prefers=("b",)),
    mentor("n"),
    rules=rules(Weights(preference=100)),
)
"""Both mentees want the same mentor, who wants the second one."""

START = StartMatchRun(cycle=CYCLE, number=1, inputs=POOL)
RESULT = matching.solve(POOL)
Story = Given[MatchRunState, MatchRunCommand]


def started() -> Story:
    """A run with its inputs frozen."""
    return given(MATCH_RUN).when(START, at=NOW).after()


def proposed() -> Story:
    """A run with proposals: m with b, n with a."""
    return started().when(RecordProposals(result=RESULT), at=NOW).after()


def approved() -> Story:
    """A run that the coordinator approved."""
    return proposed().when(ApproveMatchRun(by=COORDINATOR), at=NOW).after()


def test_starting_freezes_the_inputs_under_their_digest() -> None:
    """The log holds everything that decides the run, and its digest."""
    event = MatchRunStarted(cycle=CYCLE, number=1, inputs=POOL, inputs_digest=POOL.digest(), page=1, pages=1)
    story = given(MATCH_RUN).when(START, at=NOW).then(event)
    assert story.state.frozen() == POOL


def test_a_run_starts_once() -> None:
    """Frozen inputs stay as they are."""
    started().when(START, at=NOW).then_refused(refused.RunAlreadyStarted, run=RUN)


@pytest.mark.parametrize(
    "command",
    [
        RecordProposals(result=RESULT),
        ApproveMatchRun(by=COORDINATOR),
        PublishMatchRun(),
        DiscardMatchRun(by=COORDINATOR),
    ],
)
def test_nothing_happens_before_the_start(command: MatchRunCommand) -> None:
    """Without inputs there is nothing to propose, approve, publish or discard."""
    given(MATCH_RUN).when(command, at=NOW).then_refused(refused.RunNotStarted)


def test_the_result_of_the_solver_becomes_proposals() -> None:
    """Proposals, people without one and the report are recorded as the solver found them."""
    event = MatchesProposed(
        report=RESULT.report, proposals=RESULT.proposals, unmatched=RESULT.unmatched, page=1, pages=1
    )
    story = started().when(RecordProposals(result=RESULT), at=NOW).then(event)
    assert [each.people for each in story.state.proposals] == [("m", "b"), ("n", "a")]


def test_a_result_is_recorded_once() -> None:
    """A second answer does not replace the first."""
    proposed().when(RecordProposals(result=RESULT), at=NOW).then_refused(refused.AlreadyProposed)


def test_the_result_of_other_inputs_is_refused() -> None:
    """What was solved for another pool or other rules is no result of this run."""
    other = matching.solve(inputs(mentee("a"), mentor("m")))
    started().when(RecordProposals(result=other), at=NOW).then_refused(
        refused.ResultOfOtherInputs, expected=POOL.digest()
    )


def test_a_result_beyond_somebodys_places_is_refused() -> None:
    """A solver that gave a mentor two mentees for one place is not believed."""
    taken = RESULT.proposals[0]
    again = taken.model_copy(update={"members": (taken.members[0], Member(person="a", role=MENTEE))})
    wrong = RESULT.model_copy(update={"proposals": (taken, again)})
    started().when(RecordProposals(result=wrong), at=NOW).then_refused(
        refused.NoPlaceLeft, person="m", places=1, given=2
    )


def test_a_person_approves_exactly_what_they_saw() -> None:
    """The approval names the person and the digest of the proposals as they stand."""
    event = MatchRunApproved(by=COORDINATOR, proposals_digest=digest(RESULT.proposals))
    proposed().when(ApproveMatchRun(by=COORDINATOR), at=NOW).then(event)


@pytest.mark.parametrize("nobody", [ENGINE, Actor(type="service", id="nightly-job")])
def test_no_machine_approves(nobody: Actor) -> None:
    """Neither the engine nor a service on its own decides who mentors whom."""
    proposed().when(ApproveMatchRun(by=nobody), at=NOW).then_refused(
        refused.ApprovalNeedsAPerson, actor=nobody.id
    )


def test_a_service_can_pass_on_the_approval_of_a_person() -> None:
    """The person on whose behalf it acts has decided."""
    clicked = Actor(type="service", id="portal", on_behalf_of="person-c")
    proposed().when(ApproveMatchRun(by=clicked), at=NOW).then_types(MatchRunApproved)


def test_there_must_be_proposals_to_approve_or_override() -> None:
    """Before the solver answers there is nothing to look at."""
    change = OverrideProposals(by=COORDINATOR, reason_class=OverrideClass.OTHER)
    started().when(ApproveMatchRun(by=COORDINATOR), at=NOW).then_refused(refused.NothingProposed)
    started().when(change, at=NOW).then_refused(refused.NothingProposed)


def test_an_approved_run_stands() -> None:
    """What was approved is not approved again and not changed any more."""
    change = OverrideProposals(by=COORDINATOR, remove=(("m", "b"),), reason_class=OverrideClass.OTHER)
    approved().when(ApproveMatchRun(by=COORDINATOR), at=NOW).then_refused(refused.AlreadyApproved)
    approved().when(change, at=NOW).then_refused(refused.AlreadyApproved)


def test_publishing_names_the_relationships_and_what_was_in_the_way_of_the_rest() -> None:
    """Each match has the stream of its relationship; who has none is listed with the constraint."""
    members = [
        (Member(person=one, role=MENTOR), Member(person=two, role=MENTEE)) for one, two in ("mb", "na")
    ]
    event = MatchRunPublished(
        matches=tuple(
            Match(relationship=relationship_stream(RUN, pair), members=pair, score=each.score, pinned=False)
            for pair, each in zip(members, RESULT.proposals, strict=True)
        ),
        unmatched=RESULT.unmatched,
        page=1,
        pages=1,
    )
    approved().when(PublishMatchRun(), at=NOW).then(event)
    assert [each.constraint.code for each in event.unmatched] == [ConstraintCode.ON_LEAVE]


def test_nothing_is_published_without_approval() -> None:
    """A person looks at every match before it becomes one."""
    proposed().when(PublishMatchRun(), at=NOW).then_refused(refused.NotApproved)


@pytest.mark.parametrize("end", [PublishMatchRun(), DiscardMatchRun(by=COORDINATOR)])
def test_a_run_that_is_over_changes_no_more(end: MatchRunCommand) -> None:
    """Neither a published nor a discarded run takes further commands."""
    over = approved().when(end, at=NOW).after()
    for command in (ApproveMatchRun(by=COORDINATOR), PublishMatchRun(), DiscardMatchRun(by=COORDINATOR)):
        over.when(command, at=NOW).then_refused(refused.RunIsOver)


def test_a_run_can_be_discarded_at_any_time_before() -> None:
    """Giving up is possible from the start to the approval."""
    for story in (started(), proposed(), approved()):
        story.when(DiscardMatchRun(by=COORDINATOR), at=NOW).then(MatchRunDiscarded(by=COORDINATOR))


def test_a_swap_records_what_it_costs() -> None:
    """Taking two proposals back and putting two others in is one override with one price."""
    swap = OverrideProposals(
        by=COORDINATOR,
        remove=(("m", "b"), ("n", "a")),
        add=(matching.assess(POOL, "m", ["a"]), matching.assess(POOL, "n", ["b"])),
        reason_class=OverrideClass.LOCAL_KNOWLEDGE,
    )
    story = proposed().when(swap, at=NOW)
    story.then_types(ProposalsOverridden)
    state = story.after().state
    before, after = RESULT.report.total, sum(each.score for each in state.proposals)
    assert [(each.people, each.pinned) for each in state.proposals] == [
        (("m", "a"), True),
        (("n", "b"), True),
    ]
    assert state.score_lost == before - after > 0


def test_who_lost_a_proposal_is_listed_as_such() -> None:
    """After publication the people of a removed proposal are not lost."""
    remove = OverrideProposals(
        by=COORDINATOR, remove=(("m", "b"),), reason_class=OverrideClass.CONFLICT_OF_INTEREST
    )
    told = (
        proposed()
        .when(remove, at=NOW)
        .after()
        .when(ApproveMatchRun(by=COORDINATOR), at=NOW)
        .after()
        .when(PublishMatchRun(), at=NOW)
    )
    (event,) = told.events
    assert isinstance(event, MatchRunPublished)
    assert [(each.person, each.constraint.code) for each in event.unmatched] == [
        ("b", ConstraintCode.REMOVED),
        ("c", ConstraintCode.ON_LEAVE),
        ("m", ConstraintCode.REMOVED),
    ]


def test_an_override_keeps_to_rules_and_places() -> None:
    """No override takes back what is not there, breaks a hard rule, or fills a place twice."""

    def change(**facts: object) -> OverrideProposals:
        return OverrideProposals.model_validate(
            {"by": COORDINATOR, "reason_class": OverrideClass.OTHER, **facts}
        )

    story = proposed()
    story.when(change(remove=(("m", "a"),)), at=NOW).then_refused(refused.ProposalNotFound, people="m and a")
    story.when(change(add=(matching.assess(POOL, "n", ["c"]),)), at=NOW).then_refused(
        refused.PairExcluded, exclusions="on_leave"
    )
    story.when(change(add=(matching.assess(POOL, "m", ["a"]),)), at=NOW).then_refused(refused.NoPlaceLeft)
    stranger = matching.assess(inputs(mentee("z"), mentor("m")), "m", ["z"])
    story.when(change(remove=(("m", "b"),), add=(stranger,)), at=NOW).then_refused(
        refused.NotInThePool, person="z"
    )


def test_streams_follow_from_what_they_are_about() -> None:
    """The same run and members give the same stream, in whatever order the members come."""
    pair = (Member(person="m", role=MENTOR), Member(person="a", role=MENTEE))
    turned = (Member(person="a", role=MENTOR), Member(person="m", role=MENTEE))
    assert relationship_stream(RUN, pair) == relationship_stream(RUN, pair[::-1])
    assert relationship_stream(RUN, pair) != relationship_stream(RUN, turned)
    assert relationship_stream(RUN, pair) != relationship_stream("match_run-2", pair)
    assert match_run_stream(CYCLE, "one-to-one", 1) != match_run_stream(CYCLE, "one-to-one", 2)
    assert match_run_stream(CYCLE, "one-to-one", 1).startswith("match_run-")


def test_events_of_a_later_program_are_passed_over() -> None:
    """A history that holds something unknown still adds up, and an empty one has no inputs."""
    later = UnknownEvent(name="match_run.explained", version=1, data={})
    assert MATCH_RUN.evolve(proposed().state, later) == proposed().state
    with pytest.raises(refused.RunNotStarted):
        MATCH_RUN.initial().frozen()


def test_a_run_lives_by_the_inputs_it_was_given() -> None:
    """Solving what the state froze gives the recorded result again: a run can be audited."""
    state = proposed().state
    again = matching.solve(MatchInputs.model_validate_json(state.frozen().model_dump_json()))
    assert again.proposals == state.proposals
    assert again.report == state.report

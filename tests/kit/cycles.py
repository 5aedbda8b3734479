"""A cycle at each of its phases, for tests."""

from datetime import UTC, datetime, timedelta
from typing import Final

from domain.cycle import CYCLE, CycleFacts, CycleState, MatchRunFacts, Phase, TrackFacts
from domain.cycle import commands as c
from domain.cycle.commands import CycleCommand
from domain.cycle.plan import Plan
from domain.cycle.values import Comparison, StakeholderTold
from domain.vocabulary import Outcome
from tests.kit.given_when_then import Given, given
from tests.kit.tracks import ONE_TO_ONE, PEERS

COORDINATOR, SPONSOR, NEUTRAL = "person-coordinator", "person-sponsor", "person-neutral"
DRAFTED_AT: Final = datetime(2026, 1, 5, 9, tzinfo=UTC)
LAUNCH_AT: Final = datetime(2026, 5, 4, 9, tzinfo=UTC)

FACTS: Final = CycleFacts(
    position=1200,
    tracks=(
        TrackFacts(track="one-to-one", applications=40, mentor_places=25, mentees=20, ready=36),
        TrackFacts(track="peers", applications=10, mentor_places=0, mentees=0, ready=10),
    ),
    undecided=0,
    untrained=(),
    match_runs=(
        MatchRunFacts(
            match_run="match_run-1", track="one-to-one", approved_by=NEUTRAL, relationships=2, unmatched=1
        ),
        MatchRunFacts(
            match_run="match_run-2", track="peers", approved_by=COORDINATOR, relationships=1, unmatched=0
        ),
    ),
    lessons=3,
    measures=2,
)


def facts(**changes: object) -> CycleFacts:
    """Return the usual facts with some changed."""
    return FACTS.model_copy(update=changes)


DRAFT: Final = c.DraftCycle(
    programme="graduates",
    programme_version=3,
    name="2026",
    launch_at=LAUNCH_AT,
    coordinator=COORDINATOR,
    sponsor=SPONSOR,
    neutral_parties=(NEUTRAL,),
    purposes=1,
    objectives=2,
    measures=2,
    tracks=(ONE_TO_ONE, PEERS),
)
APPROVE: Final = c.ApproveCycle(
    by=SPONSOR,
    stakeholders=(StakeholderTold(audience="line managers", told_on=DRAFTED_AT.date()),),
    privacy_notice="notice-7",
)
PUBLISH: Final = c.PublishMatches(by=COORDINATOR, match_runs=("match_run-1", "match_run-2"), facts=FACTS)
ALL_STARTED: Final = c.RecordRelationshipsStarted(page=1, count=3, last=True)
EVALUATE: Final = c.PublishEvaluation(
    by=COORDINATOR, report="report-9", comparison=Comparison.NON_PARTICIPANTS, facts=FACTS
)

Story = Given[CycleState, CycleCommand]


def cycle_at(phase: Phase) -> tuple[Story, datetime]:
    """Return the story of a cycle that keeps to its plan, just after it entered a phase, and that moment."""
    story: Story = given(CYCLE)
    for entered, at, commands in _steps():
        for command in commands:
            story = story.when(command, at=at).after()
        if deadline := CYCLE.next_deadline(story.state):
            story = story.when_time_comes(at).after() if deadline <= at else story
        if entered is phase:
            return story, at
    raise AssertionError(phase)


def _steps() -> list[tuple[Phase, datetime, list[CycleCommand]]]:
    """Return each phase with the moment it begins and what is asked for then."""
    plan = cycle_plan()
    week = timedelta(weeks=1)
    return [
        (Phase.DRAFT, DRAFTED_AT, [DRAFT]),
        (Phase.APPROVED, DRAFTED_AT + week, [APPROVE]),
        (Phase.RECRUITING, plan.recruiting_at - week, [c.OpenRecruitment(by=COORDINATOR)]),
        (Phase.SELECTING, plan.selecting_at - week, [c.OpenSelection(by=COORDINATOR, facts=FACTS)]),
        (Phase.TRAINING, plan.training_at - week, [c.OpenTraining(by=COORDINATOR, facts=FACTS)]),
        (Phase.MATCHING, plan.matching_at - week, [c.FreezePool(by=COORDINATOR, facts=FACTS)]),
        (Phase.LAUNCHED, plan.launch_at, [PUBLISH, ALL_STARTED]),
        (Phase.RUNNING, plan.running_at, []),
        (Phase.WINDING_UP, plan.winding_up_at, []),
        (Phase.CLOSED, plan.ends_at - week, [ended(n, Outcome.COMPLETED) for n in (1, 2, 3)]),
        (Phase.EVALUATED, plan.ends_at, [EVALUATE]),
    ]


def cycle_plan() -> Plan:
    """Return the dates of the cycle that `cycle_at` tells of."""
    return given(CYCLE).when(DRAFT, at=DRAFTED_AT).after().state.plan


def ended(number: int, outcome: Outcome) -> c.RecordRelationshipEnded:
    """Return the report that one of the relationships ended."""
    return c.RecordRelationshipEnded(relationship=f"relationship-{number}", outcome=outcome)


def accepted(number: int) -> c.RecordRelationshipAccepted:
    """Return the report that one of the offers was accepted."""
    return c.RecordRelationshipAccepted(relationship=f"relationship-{number}")

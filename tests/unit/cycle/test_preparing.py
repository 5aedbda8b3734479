from datetime import timedelta

import pytest

from domain.cycle import CYCLE, MatchRunFacts, Phase, TrackFacts, errors
from domain.cycle import commands as c
from domain.cycle import events as e
from domain.cycle.commands import GUARDED_KINDS, CycleCommand
from domain.cycle.plan import Plan
from domain.cycle.values import Guard, Override, OverrideReason, PublishedRun
from domain.errors import FactsMissing
from domain.policies import CyclePolicies
from domain.vocabulary import Model, Role
from tests.kit.cycles import (
    APPROVE,
    COORDINATOR,
    DRAFT,
    DRAFTED_AT,
    EVALUATE,
    FACTS,
    NEUTRAL,
    PUBLISH,
    Story,
    cycle_at,
    facts,
)
from tests.kit.given_when_then import given
from tests.kit.tracks import pinned_track

OVERRIDE = Override(guard=Guard.MENTOR_CAPACITY, reason=OverrideReason.MORE_MENTORS_PROMISED)
FEW = TrackFacts(track="one-to-one", applications=40, mentor_places=19, mentees=20, ready=0)
PEERS = TrackFacts(track="peers", applications=10, mentor_places=0, mentees=0, ready=10)


@pytest.mark.parametrize(
    ("phase", "command"),
    [
        (Phase.RECRUITING, c.OpenSelection(by=COORDINATOR)),
        (Phase.SELECTING, c.OpenTraining(by=COORDINATOR)),
        (Phase.TRAINING, c.FreezePool(by=COORDINATOR)),
        (Phase.MATCHING, PUBLISH.model_copy(update={"facts": None})),
        (Phase.CLOSED, EVALUATE.model_copy(update={"facts": None})),
    ],
)
def test_a_guard_needs_its_facts(phase: Phase, command: CycleCommand) -> None:
    """A guarded command whose facts nobody filled in is refused by its kind."""
    story, now = cycle_at(phase)
    story.when(command, at=now).then_refused(FactsMissing, command=command.kind)
    assert command.kind in GUARDED_KINDS


@pytest.mark.parametrize(
    "command",
    [
        c.OpenRecruitment(by=COORDINATOR),
        c.OpenSelection(by=COORDINATOR, facts=FACTS),
        c.OpenTraining(by=COORDINATOR, facts=FACTS),
        c.FreezePool(by=COORDINATOR, facts=FACTS),
        PUBLISH,
        EVALUATE,
        c.StartWindingUp(by=COORDINATOR),
        c.RecordRelationshipsStarted(page=1, count=1),
        c.RecordRelationshipAccepted(relationship="relationship-1"),
    ],
)
def test_no_phase_is_skipped(command: CycleCommand) -> None:
    """From the draft no later phase can be entered; the refusal says when it can."""
    story, now = cycle_at(Phase.DRAFT)
    story.when(command, at=now).then_refused(errors.WrongPhase, phase="draft")


def test_recruitment_opens_after_the_approval() -> None:
    """The coordinator opens recruitment."""
    story, now = cycle_at(Phase.APPROVED)
    opened = story.when(c.OpenRecruitment(by=COORDINATOR), at=now).then(
        e.RecruitmentOpened(by=COORDINATOR, at=now)
    )
    assert opened.state.phase is Phase.RECRUITING


def test_selection_records_what_recruitment_brought() -> None:
    """The event keeps the numbers that the guard looked at, and no override that was not needed."""
    story, now = cycle_at(Phase.RECRUITING)
    story.when(c.OpenSelection(by=COORDINATOR, facts=FACTS, overrides=(OVERRIDE,)), at=now).then(
        e.SelectionOpened(
            by=COORDINATOR,
            applications=50,
            mentor_places=25,
            mentees=20,
            overrides=(),
            at=now,
        )
    )


def test_selection_waits_for_enough_mentors() -> None:
    """Fewer places than mentees in a track that somebody leads is refused; peers need none."""
    story, now = cycle_at(Phase.RECRUITING)
    command = c.OpenSelection(by=COORDINATOR, facts=facts(tracks=(FEW, PEERS)))
    story.when(command, at=now).then_refused(errors.TooFewMentors, track="one-to-one", places=19, mentees=20)
    only_peers = c.OpenSelection(by=COORDINATOR, facts=facts(tracks=(PEERS,)))
    story.when(only_peers, at=now).then_types(e.SelectionOpened)


def test_selection_waits_for_enough_facilitators() -> None:
    """One facilitator with eight places is too little for forty mentees, as one mentor would be."""
    circles = pinned_track("circles", Model.CIRCLE, Role.FACILITATOR, Role.MENTEE)
    led = DRAFT.model_copy(update={"tracks": (circles,)})
    story: Story = given(CYCLE)
    for command in (led, APPROVE, c.OpenRecruitment(by=COORDINATOR)):
        story = story.when(command, at=DRAFTED_AT).after()
    short = TrackFacts(track="circles", applications=41, mentor_places=8, mentees=40, ready=0)
    opening = c.OpenSelection(by=COORDINATOR, facts=facts(tracks=(short,)))
    story.when(opening, at=DRAFTED_AT).then_refused(errors.TooFewMentors, places=8, mentees=40)


def test_the_lack_of_mentors_is_overridden_with_a_reason() -> None:
    """With a recorded reason the cycle goes on; a reason for another guard does not help."""
    story, now = cycle_at(Phase.RECRUITING)
    short = facts(tracks=(FEW,))
    wrong = OVERRIDE.model_copy(update={"guard": Guard.LESSONS_CAPTURED})
    story.when(c.OpenSelection(by=COORDINATOR, facts=short, overrides=(wrong,)), at=now).then_refused(
        errors.TooFewMentors
    )
    opened = story.when(c.OpenSelection(by=COORDINATOR, facts=short, overrides=(OVERRIDE,)), at=now)
    assert isinstance(opened.events[0], e.SelectionOpened)
    assert opened.events[0].overrides == (OVERRIDE,)


def test_selection_needs_somebody_to_select() -> None:
    """Without any application there is nothing to decide."""
    story, now = cycle_at(Phase.RECRUITING)
    story.when(c.OpenSelection(by=COORDINATOR, facts=facts(tracks=())), at=now).then_refused(
        errors.NobodyApplied
    )


def test_training_opens_once_every_application_is_decided() -> None:
    """Undecided applications hold the cycle, and the refusal counts them."""
    story, now = cycle_at(Phase.SELECTING)
    story.when(c.OpenTraining(by=COORDINATOR, facts=facts(undecided=2)), at=now).then_refused(
        errors.ApplicationsUndecided, count=2
    )
    story.when(c.OpenTraining(by=COORDINATOR, facts=FACTS), at=now).then(
        e.TrainingOpened(by=COORDINATOR, at=now)
    )


def test_the_pool_is_frozen_with_everybody_trained() -> None:
    """Who misses training is named, and left out only when the coordinator says so."""
    story, now = cycle_at(Phase.TRAINING)
    some = facts(untrained=("application-1", "application-2"))
    refusal = story.when(c.FreezePool(by=COORDINATOR, facts=some), at=now).then_refused(
        errors.TrainingMissing, count=2
    )
    assert "application-1, application-2" in str(refusal)
    without = c.FreezePool(by=COORDINATOR, facts=some, exclude_untrained=True)
    story.when(without, at=now).then(
        e.PoolFrozen(by=COORDINATOR, ready=46, excluded=("application-1", "application-2"), at=now)
    )


def test_an_empty_pool_is_not_frozen() -> None:
    """Matching needs somebody to match."""
    story, now = cycle_at(Phase.TRAINING)
    nobody = facts(tracks=(PEERS.model_copy(update={"ready": 0}),))
    story.when(c.FreezePool(by=COORDINATOR, facts=nobody), at=now).then_refused(errors.PoolEmpty)


def test_publishing_launches_the_cycle_and_counts_from_the_real_day() -> None:
    """Dates after the launch follow from the day it took place, those before it stay."""
    story, _ = cycle_at(Phase.MATCHING)
    late = story.state.plan.launch_at + timedelta(days=9)
    launched = story.when(PUBLISH, at=late).then_types(e.MatchesPublished)
    assert launched.state.plan == Plan.around(late, CyclePolicies()).model_copy(
        update={
            name: getattr(story.state.plan, name)
            for name in ("recruiting_at", "selecting_at", "training_at", "matching_at")
        }
    )
    assert launched.state.match_runs == (
        PublishedRun(
            match_run="match_run-1",
            track="one-to-one",
            approved_by=NEUTRAL,
            relationships=2,
            unmatched=1,
        ),
        PublishedRun(
            match_run="match_run-2",
            track="peers",
            approved_by=COORDINATOR,
            relationships=1,
            unmatched=0,
        ),
    )


def test_matches_are_published_after_a_person_approved_them() -> None:
    """A run that nobody approved is refused by its name."""
    story, now = cycle_at(Phase.MATCHING)
    unseen = facts(match_runs=tuple(run.model_copy(update={"approved_by": None}) for run in FACTS.match_runs))
    story.when(PUBLISH.model_copy(update={"facts": unseen}), at=now).then_refused(
        errors.MatchRunNotApproved, match_run="match_run-1"
    )


def test_an_unknown_match_run_is_not_published() -> None:
    """The refusal names those that can be."""
    story, now = cycle_at(Phase.MATCHING)
    command = PUBLISH.model_copy(update={"match_runs": ("match_run-9",)})
    refusal = story.when(command, at=now).then_refused(errors.MatchRunUnknown)
    assert "match_run-1, match_run-2" in str(refusal)


def test_every_track_with_people_has_its_match_run() -> None:
    """A track whose people would be forgotten is named; an empty one needs no run."""
    story, now = cycle_at(Phase.MATCHING)
    one = PUBLISH.model_copy(update={"match_runs": ("match_run-1",)})
    story.when(one, at=now).then_refused(errors.TrackUnmatched, track="peers", ready=10)
    nobody = facts(tracks=(FACTS.tracks[0], PEERS.model_copy(update={"ready": 0})))
    story.when(one.model_copy(update={"facts": nobody}), at=now).then_types(e.MatchesPublished)


def test_a_track_is_published_from_one_run() -> None:
    """Two runs of one track would match people twice; the same run named twice is one."""
    story, now = cycle_at(Phase.MATCHING)
    second = MatchRunFacts(
        match_run="match_run-3", track="peers", approved_by=NEUTRAL, relationships=1, unmatched=0
    )
    runs = ("match_run-1", "match_run-2", "match_run-3")
    command = c.PublishMatches(
        by=COORDINATOR, match_runs=runs, facts=facts(match_runs=(*FACTS.match_runs, second))
    )
    story.when(command, at=now).then_refused(errors.TrackMatchedTwice, track="peers")
    twice = PUBLISH.model_copy(update={"match_runs": ("match_run-1", "match_run-2", "match_run-2")})
    story.when(twice, at=now).then_types(e.MatchesPublished)


def test_there_is_something_to_publish() -> None:
    """Match runs without a single relationship launch nothing."""
    story, now = cycle_at(Phase.MATCHING)
    empty = facts(match_runs=tuple(run.model_copy(update={"relationships": 0}) for run in FACTS.match_runs))
    refusal = story.when(PUBLISH.model_copy(update={"facts": empty}), at=now)
    refusal.then_refused(errors.NothingToPublish)

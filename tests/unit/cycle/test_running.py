from datetime import timedelta

import pytest

from domain.cycle import CYCLE, Phase, errors
from domain.cycle import commands as c
from domain.cycle import events as e
from domain.cycle.values import Comparison, Guard, Override, OverrideReason, StopReason
from domain.vocabulary import Outcome
from tests.kit.cycles import (
    ALL_STARTED,
    COORDINATOR,
    EVALUATE,
    PUBLISH,
    SPONSOR,
    accepted,
    cycle_at,
    ended,
    facts,
)

WEEK = timedelta(weeks=1)


def test_relationships_are_counted_page_by_page() -> None:
    """A page recorded before changes nothing, and no page may be left out."""
    story, now = cycle_at(Phase.MATCHING)
    story = story.when(PUBLISH, at=now).after()
    first = c.RecordRelationshipsStarted(page=1, count=2)
    story = story.when(first, at=now).then(e.RelationshipsStarted(page=1, count=2, last=False, at=now))
    story.when(first, at=now).then_nothing()
    gap = c.RecordRelationshipsStarted(page=3, count=1, last=True)
    story.when(gap, at=now).then_refused(errors.PageOutOfOrder, expected=2)
    story = story.when(c.RecordRelationshipsStarted(page=2, count=1, last=True), at=now).after()
    assert (story.state.started, story.state.all_started) == (3, True)


def test_a_cycle_runs_once_every_offer_is_answered() -> None:
    """The last answer starts the cycle, whether it is yes, no or none at all."""
    story, now = cycle_at(Phase.LAUNCHED)
    story = story.when(accepted(1), at=now).then_types(e.RelationshipAccepted)
    story = story.when(ended(2, Outcome.DECLINED), at=now).then_types(e.RelationshipEnded)
    story = story.when(ended(3, Outcome.EXPIRED), at=now).then(
        e.RelationshipEnded(relationship="relationship-3", outcome=Outcome.EXPIRED, at=now),
        e.CycleStarted(relationships=3, unanswered=0, at=now),
    )
    assert story.state.phase is Phase.RUNNING


def test_a_cycle_does_not_run_before_every_relationship_was_started() -> None:
    """Answers that come while pages are still being started wait for the last page."""
    story, now = cycle_at(Phase.MATCHING)
    story = story.when(PUBLISH, at=now).after()
    story = story.when(c.RecordRelationshipsStarted(page=1, count=1), at=now).after()
    story = story.when(accepted(1), at=now).then_types(e.RelationshipAccepted)
    last = c.RecordRelationshipsStarted(page=2, count=0, last=True)
    story.when(last, at=now).then_types(e.RelationshipsStarted, e.CycleStarted)


def test_a_cycle_does_not_run_on_refusals_alone() -> None:
    """When nobody accepts, the cycle waits for its date, since new matches may be found."""
    story, now = cycle_at(Phase.LAUNCHED)
    for number in (1, 2, 3):
        story = story.when(ended(number, Outcome.DECLINED), at=now).then_types(e.RelationshipEnded)
    assert story.state.phase is Phase.LAUNCHED


def test_a_cycle_runs_at_its_date_whoever_has_answered() -> None:
    """Open offers do not hold the cycle beyond the date."""
    story, _ = cycle_at(Phase.LAUNCHED)
    date = story.state.plan.running_at
    story.when_time_comes(date).then(e.CycleStarted(relationships=3, unanswered=3, at=date))


def test_winding_up_starts_at_its_date() -> None:
    """The date begins the last weeks by itself."""
    story, _ = cycle_at(Phase.RUNNING)
    date = story.state.plan.winding_up_at
    story.when_time_comes(date).then(e.WindingUpStarted(by=None, open_relationships=3, at=date))


def test_the_coordinator_can_start_winding_up_early() -> None:
    """The event says who did; the planned end stays."""
    story, now = cycle_at(Phase.RUNNING)
    early = story.when(c.StartWindingUp(by=COORDINATOR), at=now).then(
        e.WindingUpStarted(by=COORDINATOR, open_relationships=3, at=now)
    )
    assert early.state.plan.ends_at == story.state.plan.ends_at


def test_a_cycle_closes_with_its_last_relationship_and_not_before() -> None:
    """Two of three are not enough; the third closes the cycle and counts every outcome."""
    story, now = cycle_at(Phase.WINDING_UP)
    story = story.when(ended(1, Outcome.COMPLETED), at=now).then_types(e.RelationshipEnded)
    story = story.when(ended(2, Outcome.COMPLETED), at=now).then_types(e.RelationshipEnded)
    story = story.when(ended(3, Outcome.NO_FAULT), at=now).then(
        e.RelationshipEnded(relationship="relationship-3", outcome=Outcome.NO_FAULT, at=now),
        e.CycleClosed(relationships=3, outcomes={Outcome.COMPLETED: 2, Outcome.NO_FAULT: 1}, at=now),
    )
    assert story.state.phase is Phase.CLOSED


def test_a_cycle_whose_relationships_are_all_over_closes_when_winding_up_begins() -> None:
    """Nothing is left to wait for, so the date begins and ends the last weeks."""
    story, now = cycle_at(Phase.RUNNING)
    for number in (1, 2, 3):
        story = story.when(ended(number, Outcome.COMPLETED_EARLY), at=now).then_types(e.RelationshipEnded)
    story.when_time_comes(story.state.plan.winding_up_at).then_types(e.WindingUpStarted, e.CycleClosed)


def test_later_matches_hold_the_cycle_open() -> None:
    """A relationship found from the waiting list is one more to end."""
    story, now = cycle_at(Phase.RUNNING)
    story = story.when(c.RecordRelationshipsStarted(page=2, count=1), at=now).after()
    assert story.state.all_started
    assert story.state.open_relationships == 4


def test_an_ending_after_the_closure_is_still_counted() -> None:
    """A relationship that was reopened and ends late changes the count, not the phase."""
    story, now = cycle_at(Phase.CLOSED)
    late = story.when(ended(1, Outcome.COMPLETED), at=now).then_types(e.RelationshipEnded)
    assert late.state.phase is Phase.CLOSED


def test_an_evaluation_needs_lessons_and_measures() -> None:
    """Either is refused when missing, and the event keeps both numbers."""
    story, now = cycle_at(Phase.CLOSED)
    without = EVALUATE.model_copy(update={"facts": facts(lessons=0)})
    story.when(without, at=now).then_refused(errors.LessonsMissing)
    partly = EVALUATE.model_copy(update={"facts": facts(measures=1)})
    story.when(partly, at=now).then_refused(errors.MeasuresMissing, computed=1, planned=2)
    story.when(EVALUATE, at=now).then(
        e.EvaluationPublished(
            by=COORDINATOR,
            report="report-9",
            comparison=Comparison.NON_PARTICIPANTS,
            measures=2,
            lessons=3,
            overrides=(),
            at=now,
        )
    )


def test_an_evaluation_without_lessons_or_measures_gives_its_reasons() -> None:
    """Both guards can be overridden, each with its own reason."""
    story, now = cycle_at(Phase.CLOSED)
    overrides = tuple(
        Override(guard=guard, reason=OverrideReason.DATA_NOT_AVAILABLE)
        for guard in (Guard.LESSONS_CAPTURED, Guard.MEASURES_COMPUTED)
    )
    command = EVALUATE.model_copy(update={"facts": facts(lessons=0, measures=0), "overrides": overrides})
    done = story.when(command, at=now).then_types(e.EvaluationPublished)
    assert CYCLE.is_over(done.state)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.TRAINING, Phase.LAUNCHED, Phase.WINDING_UP])
def test_a_suspended_cycle_stands_still_and_goes_on_where_it_stood(phase: Phase) -> None:
    """Every date still ahead moves by the time of the suspension, and nothing happens meanwhile."""
    story, now = cycle_at(phase)
    stop = c.SuspendCycle(by=SPONSOR, reason=StopReason.REORGANISATION)
    stood = story.when(stop, at=now).then(
        e.CycleSuspended(by=SPONSOR, reason=StopReason.REORGANISATION, text=None, at=now)
    )
    assert CYCLE.next_deadline(stood.state) is None
    stood.when_time_comes(now + 100 * WEEK).then_nothing()
    resumed = stood.when(c.ResumeCycle(by=SPONSOR), at=now + 2 * WEEK).after()
    assert resumed.state.phase is phase
    assert resumed.state.plan.ends_at == story.state.plan.ends_at + 2 * WEEK


def test_a_cycle_that_lost_its_last_relationship_while_suspended_closes_on_resuming() -> None:
    """Endings are counted during a suspension; the closure follows when it is over."""
    story, now = cycle_at(Phase.WINDING_UP)
    story = story.when(c.SuspendCycle(by=SPONSOR, reason=StopReason.BUDGET), at=now).after()
    for number in (1, 2, 3):
        story = story.when(ended(number, Outcome.COMPLETED), at=now).then_types(e.RelationshipEnded)
    story.when(c.ResumeCycle(by=SPONSOR), at=now + WEEK).then_types(e.CycleResumed, e.CycleClosed)


def test_a_cancelled_cycle_is_over_when_its_relationships_are() -> None:
    """Cancelling says how many relationships need a home, and waits for them."""
    story, now = cycle_at(Phase.RUNNING)
    cancel = c.CancelCycle(by=SPONSOR, reason=StopReason.PRIORITIES_CHANGED)
    story = story.when(cancel, at=now).then(
        e.CycleCancelled(
            by=SPONSOR,
            reason=StopReason.PRIORITIES_CHANGED,
            text=None,
            open_relationships=3,
            at=now,
        )
    )
    assert not CYCLE.is_over(story.state)
    for number in (1, 2, 3):
        story = story.when(ended(number, Outcome.WITHDRAWN), at=now).after()
    assert CYCLE.is_over(story.state)


def test_a_cycle_cancelled_while_it_launches_is_not_over_before_all_are_counted() -> None:
    """Nobody knows how many relationships have begun until the last page says so."""
    story, now = cycle_at(Phase.MATCHING)
    story = story.when(PUBLISH, at=now).after()
    story = story.when(c.CancelCycle(by=SPONSOR, reason=StopReason.BUDGET), at=now).after()
    assert not CYCLE.is_over(story.state)
    none_begun = c.RecordRelationshipsStarted(page=1, count=0, last=True)
    story = story.when(none_begun, at=now).then(e.RelationshipsStarted(page=1, count=0, last=True, at=now))
    assert CYCLE.is_over(story.state)


def test_a_cycle_can_be_cancelled_while_it_is_suspended() -> None:
    """A suspension may end in a cancellation; before the launch nothing is left to wait for."""
    story, now = cycle_at(Phase.SELECTING)
    story = story.when(c.SuspendCycle(by=SPONSOR, reason=StopReason.BUDGET), at=now).after()
    story = story.when(c.CancelCycle(by=SPONSOR, reason=StopReason.BUDGET), at=now).after()
    assert CYCLE.is_over(story.state)
    story.when(c.ResumeCycle(by=SPONSOR), at=now).then_refused(errors.WrongPhase, phase="cancelled")


@pytest.mark.parametrize(
    "command",
    [
        c.SuspendCycle(by=COORDINATOR, reason=StopReason.OTHER),
        c.CancelCycle(by=COORDINATOR, reason=StopReason.OTHER),
    ],
)
def test_only_the_sponsor_stops_a_cycle(command: c.SuspendCycle | c.CancelCycle) -> None:
    """Anybody else is referred to the sponsor."""
    story, now = cycle_at(Phase.RUNNING)
    story.when(command, at=now).then_refused(errors.NotTheSponsor, sponsor=SPONSOR)


def test_only_the_sponsor_resumes_a_cycle() -> None:
    """Anybody else is referred to the sponsor."""
    story, now = cycle_at(Phase.RUNNING)
    story = story.when(c.SuspendCycle(by=SPONSOR, reason=StopReason.OTHER), at=now).after()
    story.when(c.ResumeCycle(by=COORDINATOR), at=now).then_refused(errors.NotTheSponsor)


def test_a_closed_cycle_is_not_cancelled() -> None:
    """What has ended cannot be given up."""
    story, now = cycle_at(Phase.CLOSED)
    cancel = c.CancelCycle(by=SPONSOR, reason=StopReason.OTHER)
    story.when(cancel, at=now).then_refused(errors.WrongPhase, phase="closed")


def test_a_started_page_may_arrive_after_a_suspension() -> None:
    """What was under way when the sponsor stopped the cycle is counted all the same."""
    story, now = cycle_at(Phase.MATCHING)
    story = story.when(PUBLISH, at=now).after()
    story = story.when(c.SuspendCycle(by=SPONSOR, reason=StopReason.OTHER), at=now).after()
    story.when(ALL_STARTED, at=now).then_types(e.RelationshipsStarted)

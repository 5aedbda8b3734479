from datetime import timedelta

import pytest

from domain.cycle import CYCLE, Phase
from domain.cycle import commands as c
from domain.cycle import events as e
from domain.cycle.state import NO_CYCLE
from domain.cycle.values import StopReason
from domain.vocabulary import Outcome
from domain.waiting import sentence
from tests.kit.cycles import COORDINATOR, DRAFT, LAUNCH_AT, PUBLISH, SPONSOR, cycle_at, ended
from tests.kit.given_when_then import given

AWAITED = {
    Phase.DRAFT: "recruiting_at",
    Phase.APPROVED: "recruiting_at",
    Phase.RECRUITING: "selecting_at",
    Phase.SELECTING: "training_at",
    Phase.TRAINING: "matching_at",
    Phase.MATCHING: "launch_at",
    Phase.WINDING_UP: "ends_at",
}
DAY = timedelta(days=1)


@pytest.mark.parametrize("phase", AWAITED)
def test_a_late_phase_is_told_twice_and_then_left_in_peace(phase: Phase) -> None:
    """At its planned end somebody is reminded, three days later it escalates, each once."""
    story, _ = cycle_at(phase)
    due_at = getattr(story.state.plan, AWAITED[phase])
    assert CYCLE.next_deadline(story.state) == due_at
    story = story.when_time_comes(due_at).then(e.PhaseReminded(phase=phase, due_at=due_at, at=due_at))
    late = due_at + 3 * DAY
    assert CYCLE.next_deadline(story.state) == late
    story = story.when_time_comes(late).then(e.PhaseOverdue(phase=phase, due_at=due_at, at=late))
    assert CYCLE.next_deadline(story.state) is None
    story.when_time_comes(late + 100 * DAY).then_nothing()


def test_a_late_evaluation_is_told_twice() -> None:
    """Six weeks after the closure the evaluation is due."""
    story, now = cycle_at(Phase.CLOSED)
    due_at = now + timedelta(weeks=6)
    story.when_time_comes(due_at + 10 * DAY).then_types(e.PhaseReminded, e.PhaseOverdue)


def test_a_phase_entered_late_gets_its_grace_but_no_reminder_at_once() -> None:
    """A cycle drafted on short notice is not late the moment it exists."""
    now = LAUNCH_AT - timedelta(weeks=1)
    story = given(CYCLE).when(DRAFT, at=now).after()
    assert CYCLE.next_deadline(story.state) == now + 3 * DAY
    story.when_time_comes(now + 3 * DAY).then_types(e.PhaseOverdue)


def test_an_outage_over_several_dates_is_made_up_for_in_order() -> None:
    """Everything that fell due happens at once, and the next deadline lies ahead."""
    story, _ = cycle_at(Phase.LAUNCHED)
    for number in (1, 2, 3):
        story = story.when(ended(number, Outcome.VOID), at=LAUNCH_AT).after()
    late = LAUNCH_AT + timedelta(weeks=60)
    story = story.when_time_comes(late).then_types(e.CycleStarted, e.WindingUpStarted, e.CycleClosed)
    assert CYCLE.next_deadline(story.state) == late + timedelta(weeks=6)


def test_a_moved_launch_starts_the_ladder_anew() -> None:
    """Reminders given for the old date do not count for the new one."""
    story, _ = cycle_at(Phase.TRAINING)
    due_at = story.state.plan.matching_at
    story = story.when_time_comes(due_at + 5 * DAY).then_types(e.PhaseReminded, e.PhaseOverdue)
    move = c.RescheduleCycle(by=COORDINATOR, launch_at=LAUNCH_AT + timedelta(weeks=4))
    story = story.when(move, at=due_at + 5 * DAY).after()
    assert CYCLE.next_deadline(story.state) == due_at + timedelta(weeks=4)


@pytest.mark.parametrize(
    ("phase", "who", "said"),
    [
        (Phase.DRAFT, SPONSOR, "the sponsor's approval"),
        (Phase.APPROVED, COORDINATOR, "to open recruitment; reminds Mon 16 Feb 09:00"),
        (Phase.RECRUITING, COORDINATOR, "applications"),
        (Phase.SELECTING, COORDINATOR, "decisions on applications"),
        (Phase.TRAINING, COORDINATOR, "mandatory training"),
        (Phase.MATCHING, COORDINATOR, "approved match runs"),
        (Phase.LAUNCHED, "members", "answers to 3 of 3 offers; counts as running"),
        (Phase.RUNNING, "members", "3 of 3 relationships to take their course; starts winding up"),
        (Phase.WINDING_UP, COORDINATOR, "3 of 3 relationships to end"),
        (Phase.CLOSED, COORDINATOR, "to publish the evaluation"),
    ],
)
def test_a_cycle_says_for_whom_and_what_it_waits(phase: Phase, who: str, said: str) -> None:
    """Each open phase names who can act, what is missing, and what the engine does by itself."""
    story, now = cycle_at(phase)
    waiting = CYCLE.waiting_on(story.state, now)
    assert waiting is not None
    assert who in waiting.who
    assert said in sentence(waiting, now)


def test_a_reminded_wait_says_so() -> None:
    """The number of reminders and the escalation to come are part of the sentence."""
    story, now = cycle_at(Phase.APPROVED)
    story = story.when_time_comes(story.state.plan.recruiting_at).after()
    said = sentence(CYCLE.waiting_on(story.state, now), story.state.plan.recruiting_at + DAY)
    assert "reminder 1 sent; escalates to the coordinator and the sponsor Thu 19 Feb 09:00" in said


def test_a_launched_cycle_waits_first_for_its_relationships_to_start() -> None:
    """Until the last page the engine itself is the one to act."""
    story, now = cycle_at(Phase.MATCHING)
    story = story.when(PUBLISH, at=now).after()
    waiting = CYCLE.waiting_on(story.state, now)
    assert waiting is not None
    assert waiting.what == "the engine to start every relationship (0 so far)"
    assert waiting.who == ("engine",)


@pytest.mark.parametrize(
    ("stop", "who", "what"),
    [
        (c.SuspendCycle(by=SPONSOR, reason=StopReason.OTHER), SPONSOR, "the sponsor to resume"),
        (c.CancelCycle(by=SPONSOR, reason=StopReason.OTHER), COORDINATOR, "3 of 3 relationships to end"),
    ],
)
def test_a_stopped_cycle_waits_without_a_date(
    stop: c.SuspendCycle | c.CancelCycle, who: str, what: str
) -> None:
    """Nothing happens by itself, and the wait says so."""
    story, now = cycle_at(Phase.RUNNING)
    story = story.when(stop, at=now).after()
    waiting = CYCLE.waiting_on(story.state, now)
    assert waiting is not None
    assert waiting.who == (who,)
    assert waiting.what.startswith(what)
    assert (waiting.then, waiting.at) == (None, None)


def test_what_is_over_or_never_began_waits_for_nobody() -> None:
    """An evaluated cycle and one that does not exist have neither a wait nor a deadline."""
    story, now = cycle_at(Phase.EVALUATED)
    assert CYCLE.is_over(story.state)
    for state in (story.state, NO_CYCLE):
        assert CYCLE.waiting_on(state, now) is None
        assert CYCLE.next_deadline(state) is None

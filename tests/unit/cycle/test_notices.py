from datetime import timedelta

from domain.cycle import CYCLE, Phase
from domain.cycle import commands as c
from domain.cycle.notices import notices
from domain.cycle.values import StopReason
from domain.event import Event
from domain.notice import Notice
from tests.kit.cycles import (
    COORDINATOR,
    DRAFT,
    DRAFTED_AT,
    EVALUATE,
    NEUTRAL,
    PUBLISH,
    SPONSOR,
    Story,
    accepted,
    cycle_at,
)
from tests.kit.given_when_then import given


def told(story: Story, *events: Event) -> list[Notice]:
    """Return the notices that some events call for, one after the other."""
    found: list[Notice] = []
    for event in events:
        story = story.and_given(event)
        found += notices(story.state, event)
    return found


def who(found: list[Notice]) -> dict[str, set[str]]:
    """Return the recipients by template."""
    return {
        notice.template: {other.recipient for other in found if other.template == notice.template}
        for notice in found
    }


def test_a_draft_asks_the_sponsor_for_approval() -> None:
    """The sponsor is told what waits for them, and when the launch is planned."""
    story: Story = given(CYCLE)
    found = told(story, *story.when(DRAFT, at=DRAFTED_AT).events)
    assert who(found) == {"cycle_approval_wanted": {SPONSOR}}
    assert found[0].facts["launch_on"] == "2026-05-04"


def test_a_launch_is_told_to_everybody_who_answers_for_the_cycle() -> None:
    """Coordinator, sponsor and neutral parties learn how many relationships begin."""
    story, now = cycle_at(Phase.MATCHING)
    found = told(story, *story.when(PUBLISH, at=now).events)
    assert who(found) == {"cycle_launched": {COORDINATOR, SPONSOR, NEUTRAL}}
    assert found[0].facts["relationships"] == "3"


def test_lateness_is_told_to_who_can_act_and_then_to_the_sponsor_too() -> None:
    """The reminder goes to one person, the escalation to two, both with the date."""
    story, _ = cycle_at(Phase.SELECTING)
    late = story.state.plan.training_at + timedelta(days=5)
    found = told(story, *story.when_time_comes(late).events)
    assert who(found) == {
        "cycle_phase_due": {COORDINATOR},
        "cycle_phase_overdue": {COORDINATOR, SPONSOR},
    }
    assert {notice.facts["due_on"] for notice in found} == {story.state.plan.training_at.date().isoformat()}


def test_a_late_approval_reminds_the_sponsor() -> None:
    """Only the sponsor can approve, so the first reminder is theirs."""
    story, _ = cycle_at(Phase.DRAFT)
    found = told(story, *story.when_time_comes(story.state.plan.recruiting_at).events)
    assert who(found) == {"cycle_phase_due": {SPONSOR}}


def test_an_evaluation_is_told_with_its_report() -> None:
    """The reference of the report is part of the notice."""
    story, now = cycle_at(Phase.CLOSED)
    found = told(story, *story.when(EVALUATE, at=now).events)
    assert {notice.facts["report"] for notice in found} == {"report-9"}


def test_one_person_with_two_parts_is_told_once() -> None:
    """A sponsor who also coordinates receives one notice, under one key."""
    story, now = cycle_at(Phase.RUNNING)
    story = story.when(c.HandOverCycle(by=SPONSOR, coordinator=SPONSOR), at=now).after()
    stop = story.when(c.SuspendCycle(by=SPONSOR, reason=StopReason.BUDGET), at=now)
    found = told(story, *stop.events)
    assert [notice.recipient for notice in found] == [SPONSOR, NEUTRAL]
    assert len({notice.key for notice in found}) == 2


def test_the_same_event_gives_the_same_notices() -> None:
    """A retry is recognised by its keys."""
    story, now = cycle_at(Phase.MATCHING)
    events = story.when(PUBLISH, at=now).events
    assert told(story, *events) == told(story, *events)


def test_counting_concerns_nobody() -> None:
    """A relationship that is accepted is told by the relationship, not by the cycle."""
    story, now = cycle_at(Phase.LAUNCHED)
    assert told(story, *story.when(accepted(1), at=now).events) == []

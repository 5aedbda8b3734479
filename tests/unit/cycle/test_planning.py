from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from domain.cycle import CYCLE, Phase, cycle_stream, errors
from domain.cycle import commands as c
from domain.cycle import events as e
from domain.cycle.plan import Plan
from domain.cycle.values import StopReason
from domain.policies import CyclePolicies
from tests.kit.cycles import (
    APPROVE,
    COORDINATOR,
    DRAFT,
    DRAFTED_AT,
    LAUNCH_AT,
    NEUTRAL,
    SPONSOR,
    cycle_at,
    cycle_plan,
)
from tests.kit.given_when_then import given

BEFORE_LAUNCH = [
    Phase.DRAFT,
    Phase.APPROVED,
    Phase.RECRUITING,
    Phase.SELECTING,
    Phase.TRAINING,
    Phase.MATCHING,
]


def test_a_drafted_cycle_has_its_dates_around_the_launch() -> None:
    """The phases before the launch are planned backwards from it, the others forwards."""
    story = given(CYCLE).when(DRAFT, at=DRAFTED_AT).then_types(e.CycleDrafted)
    plan = story.state.plan
    assert plan.launch_at == LAUNCH_AT
    assert plan.matching_at == LAUNCH_AT - timedelta(weeks=2)
    assert plan.recruiting_at == LAUNCH_AT - timedelta(weeks=11)
    assert plan.running_at == LAUNCH_AT + timedelta(days=14)
    assert plan.ends_at == LAUNCH_AT + timedelta(weeks=42)
    assert story.state.stream == cycle_stream("graduates", "2026")


def test_a_cycle_is_drafted_once() -> None:
    """Drafting again is refused with the ways out."""
    story, now = cycle_at(Phase.DRAFT)
    story.when(DRAFT, at=now).then_refused(errors.CycleAlreadyDrafted, name="2026")


def test_a_cycle_without_tracks_is_not_drafted() -> None:
    """There must be something to take part in."""
    empty = DRAFT.model_copy(update={"tracks": ()})
    given(CYCLE).when(empty, at=DRAFTED_AT).then_refused(errors.NoTracks)


def test_a_launch_lies_ahead() -> None:
    """A launch now or earlier is refused."""
    given(CYCLE).when(DRAFT, at=LAUNCH_AT).then_refused(errors.LaunchTooSoon)


@pytest.mark.parametrize("launch_at", [LAUNCH_AT + timedelta(days=3661), datetime.max.replace(tzinfo=UTC)])
def test_a_launch_lies_within_ten_years(launch_at: datetime) -> None:
    """A slip in the year is refused, before a date that follows from it lies beyond the calendar."""
    far = DRAFT.model_copy(update={"launch_at": launch_at})
    given(CYCLE).when(far, at=DRAFTED_AT).then_refused(errors.LaunchOutOfReach)
    story, now = cycle_at(Phase.RECRUITING)
    later = c.RescheduleCycle(by=COORDINATOR, launch_at=launch_at)
    story.when(later, at=now).then_refused(errors.LaunchOutOfReach)
    long_ago = c.RescheduleCycle(by=COORDINATOR, launch_at=datetime.min.replace(tzinfo=UTC))
    story.when(long_ago, at=now).then_refused(errors.LaunchOutOfReach)


def test_policies_of_a_cycle_stay_within_ten_years() -> None:
    """A longer one is named and refused, be it the cycle's or a track's."""
    fields = DRAFT.model_dump(mode="json")
    with pytest.raises(ValueError, match="evaluating is longer than ten years"):
        c.DraftCycle.model_validate(fields | {"policies": {"evaluating": "P3661D"}})
    fields["tracks"][1]["policies"]["length"] = "P3000000D"
    with pytest.raises(ValueError, match="length is longer than ten years"):
        c.DraftCycle.model_validate(fields)


def test_nothing_happens_to_a_cycle_that_was_never_drafted() -> None:
    """Every other command is refused first."""
    given(CYCLE).when(APPROVE, at=DRAFTED_AT).then_refused(errors.NoCycle)


def test_the_sponsor_approves() -> None:
    """The approval records whom it was told, and the privacy notice."""
    story, now = cycle_at(Phase.DRAFT)
    approved = story.when(APPROVE, at=now).then(
        e.CycleApproved(
            by=SPONSOR,
            stakeholders=APPROVE.stakeholders,
            privacy_notice="notice-7",
            impact_assessment=None,
            at=now,
        )
    )
    approved.when(APPROVE, at=now).then_refused(errors.WrongPhase, phase="approved", possible="draft")


def test_nobody_approves_for_the_sponsor() -> None:
    """An approval by anybody else is refused and names the sponsor."""
    story, now = cycle_at(Phase.DRAFT)
    other = APPROVE.model_copy(update={"by": COORDINATOR})
    story.when(other, at=now).then_refused(errors.NotTheSponsor, sponsor=SPONSOR)


@pytest.mark.parametrize("missing", ["purposes", "objectives", "measures"])
def test_a_cycle_needs_a_purpose_that_can_be_proven(missing: str) -> None:
    """Without purpose, objective or measure the approval is refused (seeds 003 and 004)."""
    draft = DRAFT.model_copy(update={missing: 0})
    story = given(CYCLE).when(draft, at=DRAFTED_AT).after()
    story.when(APPROVE, at=DRAFTED_AT).then_refused(errors.PurposeUnproven, **{missing: 0})


def test_stakeholders_are_told_before_the_approval() -> None:
    """An approval that told nobody is refused (seed 001)."""
    story, now = cycle_at(Phase.DRAFT)
    silent = APPROVE.model_copy(update={"stakeholders": ()})
    story.when(silent, at=now).then_refused(errors.StakeholdersNotTold)


@pytest.mark.parametrize("phase", BEFORE_LAUNCH)
def test_the_launch_is_moved_with_every_date(phase: Phase) -> None:
    """In every phase before it, the launch can be put off; the same date again records nothing."""
    story, now = cycle_at(phase)
    later = c.RescheduleCycle(by=COORDINATOR, launch_at=LAUNCH_AT + timedelta(weeks=4))
    plan = Plan.around(LAUNCH_AT + timedelta(weeks=4), CyclePolicies())
    moved = story.when(later, at=now).then(e.CycleRescheduled(by=COORDINATOR, plan=plan, at=now))
    assert moved.state.phase is phase
    moved.when(later, at=now).then_nothing()


def test_the_present_phase_keeps_some_time() -> None:
    """A launch so early that the present phase would be over already is refused with the earliest."""
    story, now = cycle_at(Phase.RECRUITING)
    earliest = now + timedelta(weeks=7)
    command = c.RescheduleCycle(by=COORDINATOR, launch_at=earliest)
    story.when(command, at=now).then_refused(errors.LaunchTooSoon, earliest=f"after {earliest}")
    possible = c.RescheduleCycle(by=COORDINATOR, launch_at=earliest + timedelta(minutes=1))
    story.when(possible, at=now).then_types(e.CycleRescheduled)


def test_a_launch_that_took_place_is_not_moved() -> None:
    """After the launch a new date for it is refused."""
    story, now = cycle_at(Phase.LAUNCHED)
    command = c.RescheduleCycle(by=COORDINATOR, launch_at=LAUNCH_AT + timedelta(weeks=4))
    story.when(command, at=now).then_refused(errors.WrongPhase)


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.RUNNING])
def test_a_cycle_is_handed_over(phase: Phase) -> None:
    """Whoever is not named stays; naming the same people records nothing."""
    story, now = cycle_at(phase)
    command = c.HandOverCycle(by=COORDINATOR, coordinator="person-new")
    handed = story.when(command, at=now).then(
        e.CycleHandedOver(
            by=COORDINATOR,
            coordinator="person-new",
            sponsor=SPONSOR,
            neutral_parties=(NEUTRAL,),
            at=now,
        )
    )
    handed.when(command, at=now).then_nothing()


def test_a_new_sponsor_decides() -> None:
    """After a handover the new sponsor approves, and the neutral parties can be others."""
    story, now = cycle_at(Phase.DRAFT)
    command = c.HandOverCycle(by=SPONSOR, sponsor="person-new", neutral_parties=("person-hr",))
    handed = story.when(command, at=now).after()
    assert handed.state.neutral_parties == ("person-hr",)
    handed.when(APPROVE, at=now).then_refused(errors.NotTheSponsor, sponsor="person-new")
    handed.when(APPROVE.model_copy(update={"by": "person-new"}), at=now).then_types(e.CycleApproved)


@pytest.mark.parametrize("by", ["person-stranger", NEUTRAL])
def test_only_who_is_in_charge_hands_a_cycle_over(by: str) -> None:
    """Whoever made themselves its sponsor could cancel it."""
    story, now = cycle_at(Phase.RUNNING)
    for others in ({"sponsor": by}, {"coordinator": by}, {"neutral_parties": (by, SPONSOR)}):
        command = c.HandOverCycle.model_validate({"by": by, **others})
        story.when(command, at=now).then_refused(errors.NotInCharge, coordinator=COORDINATOR, sponsor=SPONSOR)


def test_only_the_sponsor_names_another_one() -> None:
    """The coordinator passes on their own part, and whoever is named as sponsor already is no other one."""
    story, now = cycle_at(Phase.RUNNING)
    usurped = c.HandOverCycle(by=COORDINATOR, sponsor=COORDINATOR)
    story.when(usurped, at=now).then_refused(errors.NotTheSponsor, sponsor=SPONSOR)
    passed_on = c.HandOverCycle(by=COORDINATOR, coordinator="person-new", sponsor=SPONSOR)
    story.when(passed_on, at=now).then_types(e.CycleHandedOver)


def test_a_cycle_that_is_over_is_not_handed_over() -> None:
    """Nothing is left to be in charge of; a closed one still has its evaluation ahead."""
    command = c.HandOverCycle(by=SPONSOR, coordinator="person-new")
    story, now = cycle_at(Phase.EVALUATED)
    story.when(command, at=now).then_refused(errors.WrongPhase, phase=Phase.EVALUATED)
    story, now = cycle_at(Phase.RUNNING)
    cancelled = story.when(c.CancelCycle(by=SPONSOR, reason=StopReason.BUDGET), at=now).after()
    cancelled.when(command, at=now).then_refused(errors.WrongPhase, phase=Phase.CANCELLED)
    suspended = story.when(c.SuspendCycle(by=SPONSOR, reason=StopReason.BUDGET), at=now).after()
    suspended.when(command, at=now).then_types(e.CycleHandedOver)
    story, now = cycle_at(Phase.CLOSED)
    story.when(command, at=now).then_types(e.CycleHandedOver)


def test_a_cycle_has_somebody_neutral() -> None:
    """Without anybody to review them no relationship of it could be proposed."""
    for command in (DRAFT, c.HandOverCycle(by=SPONSOR, neutral_parties=(NEUTRAL,))):
        with pytest.raises(ValidationError, match="neutral_parties"):
            type(command).model_validate({**dict(command), "neutral_parties": ()})


def test_a_plan_keeps_what_has_passed_when_it_is_delayed() -> None:
    """Only dates after the beginning of the stop move."""
    plan = cycle_plan()
    since: datetime = plan.training_at
    delayed = plan.delayed(since, timedelta(days=10))
    assert delayed.training_at == plan.training_at
    assert delayed.matching_at == plan.matching_at + timedelta(days=10)
    assert delayed.ends_at == plan.ends_at + timedelta(days=10)

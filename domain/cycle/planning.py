"""Decisions about what a cycle is to be: its draft, approval, dates and people."""

from datetime import datetime

from domain.cycle import commands as c
from domain.cycle import errors
from domain.cycle import events as e
from domain.cycle.phase import BEFORE_LAUNCH, UNDER_WAY, Phase
from domain.cycle.plan import Plan
from domain.cycle.requirements import require_charge, require_phase, require_sponsor
from domain.cycle.state import CycleState
from domain.event import Event
from domain.policies import PLANNED_AT_MOST


def draft(state: CycleState, command: c.DraftCycle, now: datetime) -> list[Event]:
    """Plan a cycle."""
    if state.phase is not Phase.NONE:
        raise errors.CycleAlreadyDrafted(name=state.name)
    if not command.tracks:
        raise errors.NoTracks
    if command.launch_at <= now:
        raise errors.LaunchTooSoon(launch_at=command.launch_at, earliest="any later moment than now")
    _require_reach(command.launch_at, now)
    plan = Plan.around(command.launch_at, command.policies)
    return [e.CycleDrafted(**command.content(), plan=plan, at=now)]


def _require_reach(launch_at: datetime, now: datetime) -> None:
    """Refuse a launch so far away that dates around it may lie beyond the calendar."""
    if abs(launch_at - now) > PLANNED_AT_MOST:
        raise errors.LaunchOutOfReach(launch_at=launch_at)


def approve(state: CycleState, command: c.ApproveCycle, now: datetime) -> list[Event]:
    """Let a cycle go ahead whose purpose can be proven."""
    require_phase(state, "be approved", Phase.DRAFT)
    require_sponsor(state, command.by)
    if not (state.purposes and state.objectives and state.measures):
        raise errors.PurposeUnproven(
            purposes=state.purposes, objectives=state.objectives, measures=state.measures
        )
    if not command.stakeholders:
        raise errors.StakeholdersNotTold
    return [
        e.CycleApproved(
            by=command.by,
            stakeholders=command.stakeholders,
            privacy_notice=command.privacy_notice,
            impact_assessment=command.impact_assessment,
            at=now,
        )
    ]


def reschedule(state: CycleState, command: c.RescheduleCycle, now: datetime) -> list[Event]:
    """Move the launch to a day that leaves the present phase some time."""
    require_phase(state, "be rescheduled", *BEFORE_LAUNCH)
    _require_reach(command.launch_at, now)
    plan = Plan.around(command.launch_at, state.policies)
    if plan == state.plan:
        return []
    phase_ends = plan.end_of(state.phase)
    if phase_ends <= now:
        earliest = f"after {now + (command.launch_at - phase_ends)}"
        raise errors.LaunchTooSoon(launch_at=command.launch_at, earliest=earliest)
    return [e.CycleRescheduled(by=command.by, plan=plan, at=now)]


def hand_over(state: CycleState, command: c.HandOverCycle, now: datetime) -> list[Event]:
    """Name other people, until the cycle is over; only the sponsor names another sponsor."""
    require_phase(state, "be handed over", *UNDER_WAY)
    parties = state.neutral_parties if command.neutral_parties is None else command.neutral_parties
    handed_over = e.CycleHandedOver(
        by=command.by,
        coordinator=command.coordinator or state.coordinator,
        sponsor=command.sponsor or state.sponsor,
        neutral_parties=parties,
        at=now,
    )
    present = (state.coordinator, state.sponsor, state.neutral_parties)
    named = (handed_over.coordinator, handed_over.sponsor, handed_over.neutral_parties)
    if named == present:
        return []
    require_charge(state, command.by)
    if handed_over.sponsor != state.sponsor:
        require_sponsor(state, command.by)
    return [handed_over]

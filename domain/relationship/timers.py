"""What time alone causes, without anybody being awaited: check-ins, reviews, winding up, the end."""

from datetime import datetime

from domain.event import Event
from domain.relationship.ending import end
from domain.relationship.events import PulseOpened, ReviewFellDue, WindUpStarted
from domain.relationship.reasons import ClosureReason
from domain.relationship.state import RUNNING, UNDER_WAY, State, Status
from domain.relationship.timing import Step, after


def timers(state: State) -> tuple[Step, ...]:
    """Return every step that time causes in this status; none while it is paused."""
    if state.status not in UNDER_WAY:
        return ()
    steps: list[Step] = []
    if state.status in RUNNING and state.activated_at is not None:
        steps += _reviews(state, state.activated_at)
        steps += _pulses(state, state.activated_at)
    if state.status is Status.ACTIVE:
        steps.append(Step(state.wind_up_at, "starts winding up", _wind_up, turn=True))
    else:
        steps.append(Step(state.end, "ends the relationship as planned", _finish, turn=True))
    return tuple(steps)


def _wind_up(_: State, now: datetime) -> list[Event]:
    return [WindUpStarted(at=now)]


def _finish(state: State, now: datetime) -> list[Event]:
    """End as planned: completed only if they met under their agreement, otherwise lapsed."""
    if state.held_running:
        return end(state, ClosureReason.TERM_ENDED, now)
    reasons = {
        Status.ACCEPTED: ClosureReason.NEVER_MET,
        Status.CHEMISTRY: ClosureReason.FIT_NOT_CONFIRMED,
        Status.CONTRACTING: ClosureReason.NEVER_SIGNED,
    }
    return end(state, reasons.get(state.status, ClosureReason.NOT_LIVED), now)


def _pulses(state: State, activated: datetime) -> list[Step]:
    """Open the next check-in once the one before is closed; of several missed, only the latest."""
    policies = state.policies
    if state.pulse is not None:
        return []

    def due(number: int) -> datetime:
        return after(state, activated, policies.first_pulse_after + (number - 1) * policies.pulse_every)

    def open_latest(state: State, now: datetime) -> list[Event]:
        number = state.pulses + 1
        while due(number + 1) <= now:
            number += 1
        return [PulseOpened(at=now, number=number)]

    return [Step(due(state.pulses + 1), "opens a check-in", open_latest)]


def _reviews(state: State, activated: datetime) -> list[Step]:
    """Let the next review fall due; of several missed during an outage, only the latest."""
    moments = [after(state, activated, moment) for moment in state.policies.reviews_after]
    if state.reviews >= len(moments):
        return []

    def fall_due(_: State, now: datetime) -> list[Event]:
        return [ReviewFellDue(at=now, number=sum(1 for moment in moments if moment <= now))]

    return [Step(moments[state.reviews], "asks the neutral party for a review", fall_due)]

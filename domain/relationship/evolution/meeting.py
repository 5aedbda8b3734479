"""How meetings change a relationship."""

from typing import Final

from domain.relationship.about import About
from domain.relationship.events import (
    MeetingCancelled,
    MeetingHeld,
    MeetingNotHeld,
    MeetingRescheduled,
    MeetingScheduled,
    MeetingUnconfirmed,
    NoFaultConclusionOffered,
)
from domain.relationship.evolution.changes import change, forget, move, with_meeting
from domain.relationship.evolution.step import Evolve
from domain.relationship.state import State, Status
from domain.relationship.values import Fit, Meeting, MeetingStatus


def _scheduled(state: State, event: MeetingScheduled) -> State:
    meeting = Meeting(
        id=event.meeting, at=event.starts_at, minutes=event.minutes, status=MeetingStatus.SCHEDULED
    )
    return change(state, meetings=with_meeting(state, meeting))


def _rescheduled(state: State, event: MeetingRescheduled) -> State:
    meeting = Meeting(
        id=event.meeting,
        at=event.starts_at,
        minutes=event.minutes,
        status=MeetingStatus.SCHEDULED,
        revision=event.revision,
    )
    return change(state, meetings=with_meeting(state, meeting))


def _settled(state: State, meeting: str, status: MeetingStatus) -> State:
    meetings = tuple(
        known.model_copy(update={"status": status}) if known.id == meeting else known
        for known in state.meetings
    )
    return change(state, meetings=meetings)


def _cancelled(state: State, event: MeetingCancelled) -> State:
    return _settled(state, event.meeting, MeetingStatus.CANCELLED)


def _not_held(state: State, event: MeetingNotHeld) -> State:
    state = _settled(state, event.meeting, MeetingStatus.NOT_HELD)
    return change(state, no_shows=state.no_shows + 1) if event.absent else state


def _unconfirmed(state: State, event: MeetingUnconfirmed) -> State:
    return _settled(state, event.meeting, MeetingStatus.UNCONFIRMED)


def _under_agreement(state: State, event: MeetingHeld) -> bool:
    """Whether the meeting took place after the agreement took effect, whenever it is reported."""
    return state.activated_at is not None and event.starts_at >= state.activated_at


def _held(state: State, event: MeetingHeld) -> State:
    meeting = Meeting(id=event.meeting, at=event.starts_at, minutes=event.minutes, status=MeetingStatus.HELD)
    last = max(state.last_held_at, event.starts_at) if state.last_held_at else event.starts_at
    layers = state.layers
    if event.layer is not None:
        layers = {**layers, event.layer: layers.get(event.layer, 0) + 1}
    state = change(
        state,
        meetings=with_meeting(state, meeting),
        last_held_at=last,
        held=state.held + 1,
        held_running=state.held_running + _under_agreement(state, event),
        no_shows=0,
        conclusion_offered_at=None,
        layers=layers,
        fits={person: fit for person, fit in state.fits.items() if fit is not Fit.DECIDING},
        **forget(state, About.MEETING, About.MEETING_GAP, About.NO_SHOW),
    )
    if state.first_held_at is None:
        state = change(state, first_held_at=event.at)
    if state.status is Status.ACCEPTED:
        return move(state, Status.CHEMISTRY, event.at)
    if state.resumes_to is Status.ACCEPTED:  # reported during a pause
        forgotten = forget(state, About.FIRST_MEETING)
        return change(state, resumes_to=Status.CHEMISTRY, status_since=event.at, **forgotten)
    return state


def _conclusion_offered(state: State, event: NoFaultConclusionOffered) -> State:
    return change(state, conclusion_offered_at=event.at)


EVOLVE: Final[dict[type, Evolve]] = {
    MeetingScheduled: _scheduled,
    MeetingRescheduled: _rescheduled,
    MeetingCancelled: _cancelled,
    MeetingHeld: _held,
    MeetingNotHeld: _not_held,
    MeetingUnconfirmed: _unconfirmed,
    NoFaultConclusionOffered: _conclusion_offered,
}

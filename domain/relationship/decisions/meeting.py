"""Deciding on meetings."""

from datetime import datetime
from typing import Final, cast

from domain.event import Event
from domain.relationship.about import About, Recipient
from domain.relationship.commands import (
    CancelMeeting,
    ReportMeetingHeld,
    ReportMeetingNotHeld,
    RescheduleMeeting,
    ScheduleMeeting,
)
from domain.relationship.decisions.guards import Decide, require, require_members, require_party
from domain.relationship.events import (
    Escalated,
    MeetingCancelled,
    MeetingHeld,
    MeetingNotHeld,
    MeetingRescheduled,
    MeetingScheduled,
    NoFaultConclusionOffered,
    ReminderSent,
)
from domain.relationship.reasons import ClosureReason
from domain.relationship.refusals import (
    MeetingAfterTheEnd,
    MeetingAlreadyKnown,
    MeetingAlreadySettled,
    MeetingBeforeAcceptance,
    MeetingNotAhead,
    MeetingNotYet,
    TooFewCame,
    UnknownMeeting,
)
from domain.relationship.state import UNDER_WAY, State, Status
from domain.relationship.values import Meeting, MeetingStatus

REPORTING: Final = UNDER_WAY | {Status.PAUSED, Status.CLOSING}
"""When a meeting that is over can be reported: later than it could be planned."""

NEVER_PART: Final = frozenset({ClosureReason.DECLINED, ClosureReason.NOT_ANSWERED, ClosureReason.WITHDRAWN})
"""Why somebody was gone before there could be a meeting."""

UNREPORTED: Final = frozenset({MeetingStatus.SCHEDULED, MeetingStatus.UNCONFIRMED})
"""A report is still missing."""


def _known(state: State, meeting: str) -> Meeting | None:
    return next((known for known in state.meetings if known.id == meeting), None)


def _settle(state: State, meeting: str, asked: str, possible: frozenset[MeetingStatus]) -> Meeting:
    known = _known(state, meeting)
    if known is None:
        raise UnknownMeeting(meeting=meeting)
    if known.status not in possible:
        raise MeetingAlreadySettled(meeting=meeting, status=known.status.value, asked=asked)
    return known


def _require_time(state: State, starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise MeetingNotAhead(starts_at=starts_at.isoformat())
    if starts_at > state.end:
        raise MeetingAfterTheEnd(starts_at=starts_at.isoformat(), end=state.end.isoformat())


def _schedule(state: State, command: ScheduleMeeting, now: datetime) -> list[Event]:
    require(state, command, UNDER_WAY)
    require_party(state, command.by)
    if _known(state, command.meeting):
        raise MeetingAlreadyKnown(meeting=command.meeting)
    _require_time(state, command.starts_at, now)
    return [
        MeetingScheduled(
            at=now,
            meeting=command.meeting,
            by=command.by,
            starts_at=command.starts_at,
            minutes=command.minutes or state.minutes,
        )
    ]


def _reschedule(state: State, command: RescheduleMeeting, now: datetime) -> list[Event]:
    require(state, command, UNDER_WAY)
    require_party(state, command.by)
    known = _settle(state, command.meeting, "moved", UNREPORTED)
    _require_time(state, command.starts_at, now)
    return [
        MeetingRescheduled(
            at=now,
            meeting=known.id,
            by=command.by,
            starts_at=command.starts_at,
            minutes=command.minutes or known.minutes,
            revision=known.revision + 1,
        )
    ]


def _cancel(state: State, command: CancelMeeting, now: datetime) -> list[Event]:
    require(state, command, REPORTING)
    require_party(state, command.by)
    known = _settle(state, command.meeting, "cancelled", UNREPORTED)
    return [
        MeetingCancelled(at=now, meeting=known.id, by=command.by, reason=command.reason, note=command.note)
    ]


def _require_held(state: State, command: ReportMeetingHeld, starts_at: datetime, now: datetime) -> None:
    """Refuse what can have been no meeting of this relationship; who left since may have been at it."""
    if starts_at > now:
        raise MeetingNotYet(starts_at=starts_at.isoformat())
    accepted_at = cast("datetime", state.accepted_at)
    if starts_at < accepted_at:
        raise MeetingBeforeAcceptance(starts_at=starts_at.isoformat(), accepted_at=accepted_at.isoformat())
    concerned = {member.person for member in state.members if member.gone not in NEVER_PART}
    if len(concerned.difference(command.absent)) < 2:  # noqa: PLR2004 - nobody meets alone
        raise TooFewCame(meeting=command.meeting)


def _report_held(state: State, command: ReportMeetingHeld, now: datetime) -> list[Event]:
    require(state, command, REPORTING)
    require_party(state, command.by)
    require_members(state, *command.absent)
    minutes, starts_at = command.minutes, command.starts_at
    if _known(state, command.meeting) is not None or starts_at is None:
        known = _settle(state, command.meeting, "reported", UNREPORTED)
        minutes, starts_at = minutes or known.minutes, starts_at or known.at
    _require_held(state, command, starts_at, now)
    return [
        MeetingHeld(
            at=now,
            meeting=command.meeting,
            by=command.by,
            starts_at=starts_at,
            minutes=minutes or state.minutes,
            absent=command.absent,
            layer=command.layer,
            notes=command.notes,
        )
    ]


def _report_not_held(state: State, command: ReportMeetingNotHeld, now: datetime) -> list[Event]:
    require(state, command, REPORTING)
    require_party(state, command.by)
    require_members(state, *command.absent)
    known = _settle(state, command.meeting, "reported", UNREPORTED)
    if known.at > now:
        raise MeetingNotYet(starts_at=known.at.isoformat())
    reported = MeetingNotHeld(
        at=now, meeting=known.id, by=command.by, absent=command.absent, note=command.note
    )
    if not command.absent or state.status not in UNDER_WAY:
        return [reported]
    return [reported, _after_no_shows(state, state.no_shows + 1, now)]


def _after_no_shows(state: State, in_a_row: int, now: datetime) -> Event:
    """Return what no-shows call for: a nudge, then the neutral party, then the offer to conclude."""
    if in_a_row == 1:
        return ReminderSent(at=now, about=About.NO_SHOW, number=1, to=state.present)
    if in_a_row == 2:  # noqa: PLR2004 - the second rung
        return Escalated(
            at=now, about=About.NO_SHOW, recipient=Recipient.NEUTRAL_PARTY, to=state.neutral_parties
        )
    return NoFaultConclusionOffered(at=now, no_shows=in_a_row)


DECIDE: Final[dict[type, Decide]] = {
    ScheduleMeeting: _schedule,
    RescheduleMeeting: _reschedule,
    CancelMeeting: _cancel,
    ReportMeetingHeld: _report_held,
    ReportMeetingNotHeld: _report_not_held,
}

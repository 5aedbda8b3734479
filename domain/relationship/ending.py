"""How relationships end: which outcome a reason leads to, and whether members look back first."""

from datetime import datetime
from typing import Final

from domain.event import Event
from domain.relationship.events import ClosingStarted, MeetingCancelled, RelationshipClosed
from domain.relationship.reasons import CancellationReason, ClosureReason
from domain.relationship.state import State, Status
from domain.vocabulary import Outcome, Role

OUTCOMES: Final[dict[ClosureReason, Outcome]] = {
    ClosureReason.TERM_ENDED: Outcome.COMPLETED,
    ClosureReason.GOALS_ACHIEVED: Outcome.COMPLETED_EARLY,
    ClosureReason.NOT_A_FIT: Outcome.NO_FAULT,
    ClosureReason.NO_TIME: Outcome.NO_FAULT,
    ClosureReason.ROLE_CHANGED: Outcome.NO_FAULT,
    ClosureReason.NO_RESPONSE: Outcome.NO_FAULT,
    ClosureReason.NO_LONGER_NEEDED: Outcome.NO_FAULT,
    ClosureReason.NO_FAULT: Outcome.NO_FAULT,
    ClosureReason.CONDUCT: Outcome.CONDUCT,
    ClosureReason.DECLINED: Outcome.DECLINED,
    ClosureReason.WITHDRAWN: Outcome.WITHDRAWN,
    ClosureReason.NEVER_OFFERED: Outcome.EXPIRED,
    ClosureReason.NOT_ANSWERED: Outcome.EXPIRED,
    ClosureReason.NEVER_MET: Outcome.LAPSED,
    ClosureReason.FIT_NOT_CONFIRMED: Outcome.LAPSED,
    ClosureReason.NEVER_SIGNED: Outcome.LAPSED,
    ClosureReason.NOT_LIVED: Outcome.LAPSED,
    ClosureReason.REPORTING_LINE: Outcome.ROLE_CONFLICT,
    ClosureReason.MISTAKE: Outcome.VOID,
}
"""What each reason is counted as; of a member who left it depends on their role."""

LEFT: Final[dict[Role, Outcome]] = {
    Role.MENTOR: Outcome.MENTOR_LEFT,
    Role.FACILITATOR: Outcome.MENTOR_LEFT,
    Role.MENTEE: Outcome.MENTEE_LEFT,
    Role.PEER: Outcome.PEER_LEFT,
}
"""What it is counted as when a member in this role left the organisation; who facilitates, mentors."""

MISFIT: Final = (ClosureReason.NOT_A_FIT, ClosureReason.NO_FAULT)
"""Reasons that may lie between two people; `NO_FAULT` is for who wants to give none."""

A_PAIR: Final = 2


def keeps_apart(reason: ClosureReason, members: int) -> bool:
    """Return whether those who ended for a reason are never matched with each other again.

    Nobody says who did not fit whom in a group of more than two, so that it keeps nobody apart.
    """
    return members == A_PAIR and reason in MISFIT


def outcome_of(state: State, reason: ClosureReason) -> Outcome:
    """Return what an end for this reason is counted as now.

    Goals reached while winding up are a completion on time; before there was an agreement, none were set
    that could be reached.
    """
    if reason is ClosureReason.MEMBER_LEFT:
        return LEFT[state.role_of(state.last_gone or "")]
    if reason is ClosureReason.GOALS_ACHIEVED and state.activated_at is None:
        return Outcome.NO_FAULT
    if reason is ClosureReason.GOALS_ACHIEVED and Status.WINDING_UP in (state.status, state.resumes_to):
        return Outcome.COMPLETED
    return OUTCOMES[reason]


def end(state: State, reason: ClosureReason, now: datetime) -> list[Event]:
    """Return the events that end a relationship for a reason, with its outcome.

    Meetings ahead are cancelled, so that they leave the calendars. Whoever has met is asked to look back
    before it closes; where nobody has met or nobody is left to ask, it closes at once.
    """
    outcome = outcome_of(state, reason)
    events: list[Event] = [*cancel_ahead(state, now, CancellationReason.ENDED)]
    if state.held and state.present:
        return [*events, ClosingStarted(at=now, reason=reason, outcome=outcome)]
    return [*events, RelationshipClosed(at=now, outcome=outcome, reason=reason)]


def cancel_ahead(
    state: State, now: datetime, reason: CancellationReason, until: datetime | None = None
) -> list[Event]:
    """Return the cancellation of every booked meeting from now on, or until a moment."""
    return [
        MeetingCancelled(at=now, meeting=meeting.id, reason=reason)
        for meeting in state.booked
        if meeting.at >= now and (until is None or meeting.at < until)
    ]

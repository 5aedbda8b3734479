"""The relationship board: where every relationship stands, what it waits for, and what came of it."""

from collections import Counter
from typing import Final

from pydantic import AwareDatetime

from domain.event import Event
from domain.relationship import EVENTS, RELATIONSHIP, State, Status
from domain.relationship.events import (
    ExitSurveyAnswered,
    FitConfirmed,
    PulseAnswered,
    RelationshipClosed,
    RelationshipOffered,
)
from domain.relationship.timing import after
from domain.relationship.values import Fit, GoalStatus, Meeting, MeetingStatus
from domain.values import Value
from domain.vocabulary import Health
from projections.aggregate_fold import AggregateFold
from projections.fold import FoldProjection, LogEvent

_WORRYING: Final = frozenset({Health.WATCH, Health.AT_RISK})


class Card(Value):
    """A relationship with what its present state no longer tells.

    Attributes:
        relationship: Its present state.
        offered_at: When it was offered.
        fit_confirmed_at: When every member found it a good match.
        closed_at: When it was closed.
        pulse_people: Who ever answered a check-in.
        pulse_answers: How many answers the check-ins got.
        pulse_points: The sum of those answers.
        exit_scores: What each member scored when looking back.
    """

    relationship: State = State()
    offered_at: AwareDatetime | None = None
    fit_confirmed_at: AwareDatetime | None = None
    closed_at: AwareDatetime | None = None
    pulse_people: tuple[str, ...] = ()
    pulse_answers: int = 0
    pulse_points: int = 0
    exit_scores: dict[str, int] = {}  # noqa: RUF012 - pydantic copies the default


def evolve(card: Card, event: Event) -> Card:
    """Return the card after an event."""
    changes: dict[str, object] = {"relationship": RELATIONSHIP.evolve(card.relationship, event)}
    match event:
        case RelationshipOffered():
            changes["offered_at"] = event.at
        case FitConfirmed():
            changes["fit_confirmed_at"] = event.at
        case PulseAnswered():
            if event.person not in card.pulse_people:
                changes["pulse_people"] = (*card.pulse_people, event.person)
            changes["pulse_answers"] = card.pulse_answers + 1
            changes["pulse_points"] = card.pulse_points + event.score
        case ExitSurveyAnswered():
            changes["exit_scores"] = {**card.exit_scores, event.person: event.score}
        case RelationshipClosed():
            changes["closed_at"] = event.at
    return card.model_copy(update=changes)


def needs_attention(state: State) -> bool:
    """Tell whether somebody should look at it: open, and at risk, escalated or in a role conflict."""
    worrying = state.health in _WORRYING or state.escalated or state.role_conflict_since
    return state.status is not Status.CLOSED and bool(worrying)


def _columns(card: Card, _: LogEvent) -> dict[str, object]:
    state = card.relationship
    return {
        "programme": state.programme,
        "programme_version": state.programme_version,
        "cycle": state.cycle,
        "track": state.track,
        "model": state.model,
        "match_run": state.match_run,
        "score": state.score,
        "members": state.members,
        **_course(state),
        **_meetings(state),
        **_agreement(card),
        "goals_set": len(state.goals),
        "goals_achieved": sum(goal is GoalStatus.ACHIEVED for goal in state.goals.values()),
        "pulses": state.pulses,
        "pulse_people": len(card.pulse_people),
        "pulse_answers": card.pulse_answers,
        "pulse_points": card.pulse_points,
        "exit_answers": len(card.exit_scores),
        "exit_points": sum(card.exit_scores.values()),
        "offered_at": card.offered_at,
        "closed_at": card.closed_at,
    }


def _course(state: State) -> dict[str, object]:
    return {
        "status": state.status,
        "status_since": state.status_since,
        "outcome": state.ending.outcome if state.ending else None,
        "reason": state.ending.reason if state.ending else None,
        "health": state.health,
        "attention": needs_attention(state),
        "next_deadline": RELATIONSHIP.next_deadline(state),
        "planned_end": state.planned_end,
        "accepted_at": state.accepted_at,
    }


def _meetings(state: State) -> dict[str, object]:
    became = Counter(meeting.status for meeting in state.meetings)
    first = min(_held(state), key=lambda meeting: meeting.at, default=None)
    within = state.policies.first_meeting_within
    in_time = first and state.accepted_at and first.at <= after(state, state.accepted_at, within)
    return {
        "first_meeting_at": first.at if first else None,
        "first_meeting_in_time": bool(in_time),
        "last_meeting_at": max((meeting.at for meeting in _held(state)), default=None),
        "meetings_held": became[MeetingStatus.HELD],
        "meetings_not_held": became[MeetingStatus.NOT_HELD],
        "meetings_unconfirmed": became[MeetingStatus.UNCONFIRMED],
        "meetings_ahead": became[MeetingStatus.SCHEDULED],
    }


def _held(state: State) -> list[Meeting]:
    return [meeting for meeting in state.meetings if meeting.status is MeetingStatus.HELD]


def _agreement(card: Card) -> dict[str, object]:
    state = card.relationship
    within = state.policies.signature_within
    agreed_at, fit_at = state.activated_at, card.fit_confirmed_at
    return {
        "agreement_version": state.agreed.version if state.agreed else None,
        "agreed_at": agreed_at,
        "agreed_in_time": bool(agreed_at and fit_at and agreed_at <= after(state, fit_at, within)),
        "fit_checks": len(state.fits),
        "good_fits": sum(fit is Fit.GOOD_FIT for fit in state.fits.values()),
    }


RELATIONSHIP_BOARD: Final = FoldProjection(
    name="relationship_board",
    tables=("relationship_board",),
    types=tuple(event.type for event in EVENTS),
    fold=AggregateFold("relationship_board", Card(), evolve, _columns),
)
"""Keeps ``read.relationship_board``."""

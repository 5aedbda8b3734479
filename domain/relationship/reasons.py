"""Why something happened in a relationship, as classes in clear; the words that explain it are sealed."""

from enum import StrEnum
from typing import Literal


class DeclineReason(StrEnum):
    """Why somebody declines an offer; always asked, never judged."""

    NO_TIME = "no_time"
    NOT_MY_EXPERTISE = "not_my_expertise"
    BETTER_SUITED_OTHER = "better_suited_other"
    TOO_CLOSE = "too_close"
    CIRCUMSTANCES = "circumstances"
    OTHER = "other"


class WithdrawalReason(StrEnum):
    """Why a proposal, an offer or an acceptance is taken back."""

    NO_LONGER_AVAILABLE = "no_longer_available"
    BETTER_MATCH_FOUND = "better_match_found"
    CYCLE_CANCELLED = "cycle_cancelled"
    OTHER = "other"


class CancellationReason(StrEnum):
    """Why a scheduled meeting will not take place."""

    MEMBER_PREVENTED = "member_prevented"
    REARRANGED = "rearranged"
    PAUSED = "paused"
    ENDED = "ended"
    OTHER = "other"


class PauseReason(StrEnum):
    """Why a relationship rests."""

    LEAVE = "leave"
    WORKLOAD = "workload"
    OTHER = "other"


class VoidReason(StrEnum):
    """Which mistake of the administration is undone."""

    WRONG_PERSON = "wrong_person"
    DUPLICATE = "duplicate"
    ENTERED_BY_MISTAKE = "entered_by_mistake"


class ConflictResolution(StrEnum):
    """What the neutral party decided about a reporting line between members."""

    WAIVER = "waiver"
    CLOSE = "close"


class ConcernRoute(StrEnum):
    """How the neutral party goes on with a concern that a member raised in confidence."""

    TALK = "talk"
    NO_FAULT = "no_fault"
    CONDUCT = "conduct"
    SETTLED = "settled"


class ClosureReason(StrEnum):
    """Why a relationship ended, or why a member left a group that goes on."""

    TERM_ENDED = "term_ended"
    GOALS_ACHIEVED = "goals_achieved"
    NOT_A_FIT = "not_a_fit"
    NO_TIME = "no_time"
    ROLE_CHANGED = "role_changed"
    NO_RESPONSE = "no_response"
    NO_LONGER_NEEDED = "no_longer_needed"
    NO_FAULT = "no_fault"
    CONDUCT = "conduct"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    NEVER_OFFERED = "never_offered"
    NOT_ANSWERED = "not_answered"
    NEVER_MET = "never_met"
    FIT_NOT_CONFIRMED = "fit_not_confirmed"
    NEVER_SIGNED = "never_signed"
    NOT_LIVED = "not_lived"
    MEMBER_LEFT = "member_left"
    REPORTING_LINE = "reporting_line"
    MISTAKE = "mistake"


RequestableReason = Literal[
    ClosureReason.GOALS_ACHIEVED,
    ClosureReason.NOT_A_FIT,
    ClosureReason.NO_TIME,
    ClosureReason.ROLE_CHANGED,
    ClosureReason.NO_RESPONSE,
    ClosureReason.NO_LONGER_NEEDED,
    ClosureReason.NO_FAULT,
    ClosureReason.CONDUCT,
]
"""The reasons that a person may give for asking to end; `NO_FAULT` is for who wants to give none."""

"""How a relationship is doing, and the signs that say so."""

from enum import StrEnum
from typing import Final

from domain.relationship.about import About
from domain.relationship.state import State, Status
from domain.vocabulary import Health


class Sign(StrEnum):
    """Something that is known to go before an early end."""

    NO_FIRST_MEETING = "no_first_meeting"
    FIT_UNDECIDED = "fit_undecided"
    AGREEMENT_STALLED = "agreement_stalled"
    MEETINGS_TOO_RARE = "meetings_too_rare"
    NO_SHOW = "no_show"
    NO_SHOWS_IN_A_ROW = "no_shows_in_a_row"
    MIDDLING_PULSE = "middling_pulse"
    LOW_PULSE = "low_pulse"
    REVIEWER_WATCHES = "reviewer_watches"
    REVIEWER_SEES_RISK = "reviewer_sees_risk"
    ROLE_CONFLICT = "role_conflict"


GRAVE: Final = frozenset(
    {
        Sign.NO_FIRST_MEETING,
        Sign.AGREEMENT_STALLED,
        Sign.MEETINGS_TOO_RARE,
        Sign.NO_SHOWS_IN_A_ROW,
        Sign.LOW_PULSE,
        Sign.REVIEWER_SEES_RISK,
    }
)
"""Signs of which one is enough; of the others, two are."""

MIDDLING: Final = 3
"""The score from 1 to 5 that says neither well nor badly."""


def signs(state: State) -> tuple[Sign, ...]:
    """Return what speaks against the relationship now, each once, as recorded in its events."""
    lowest, told = state.verdict.lowest, state.escalated
    found = {
        Sign.NO_FIRST_MEETING: About.FIRST_MEETING in told and not state.held,
        Sign.FIT_UNDECIDED: About.FIT in told and state.status is Status.CHEMISTRY,
        Sign.AGREEMENT_STALLED: About.AGREEMENT in told and state.agreed is None,
        Sign.MEETINGS_TOO_RARE: About.MEETING_GAP in told,
        Sign.NO_SHOW: state.no_shows == 1,
        Sign.NO_SHOWS_IN_A_ROW: state.no_shows > 1,
        Sign.MIDDLING_PULSE: lowest == MIDDLING,
        Sign.LOW_PULSE: lowest is not None and lowest < MIDDLING,
        Sign.REVIEWER_WATCHES: state.verdict.health is Health.WATCH,
        Sign.REVIEWER_SEES_RISK: state.verdict.health is Health.AT_RISK,
        Sign.ROLE_CONFLICT: state.role_conflict_since is not None,
    }
    return tuple(sign for sign, present in found.items() if present)


def judge(state: State, found: tuple[Sign, ...]) -> Health:
    """Return how a relationship with these signs is doing.

    One grave sign or any two put it at risk, one other is watched. Without a sign it is on track once
    something speaks for it: a meeting under the agreement, a pulse, or the reviewer's word.
    """
    if len(found) > 1 or GRAVE.intersection(found):
        return Health.AT_RISK
    if found:
        return Health.WATCH
    spoken_for = state.held_running or state.verdict.lowest or state.verdict.health is Health.ON_TRACK
    return Health.ON_TRACK if spoken_for else Health.TOO_EARLY

"""The field's words that several aggregates share."""

from enum import StrEnum
from typing import Final


class Model(StrEnum):
    """How mentoring is structured in a track (seed 000; `reverse` and `flash` from the field)."""

    EXPERT_NOVICE = "expert_novice"
    PEER = "peer"
    HUB = "hub"
    TEAM = "team"
    CIRCLE = "circle"
    COMMUNITY_OF_PRACTICE = "community_of_practice"
    COMMUNITY_OF_LEARNING_GROUP = "community_of_learning_group"
    REVERSE = "reverse"
    FLASH = "flash"


class Role(StrEnum):
    """The part that a person plays in a relationship."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    PEER = "peer"
    FACILITATOR = "facilitator"


LEADING: Final = frozenset({Role.MENTOR, Role.FACILITATOR})
"""The roles that offer places, and are trained before they do; everybody else takes one place."""


class MatchingMode(StrEnum):
    """Who proposes pairs in a track (seed 003: self-directed, administrator-matched, or both)."""

    ALGORITHM = "algorithm"
    COORDINATOR = "coordinator"
    SELF_DIRECTED = "self_directed"
    HYBRID = "hybrid"


class Outcome(StrEnum):
    """How a relationship ended; kept apart from its state, so that an early end is no failure by default."""

    COMPLETED = "completed"
    COMPLETED_EARLY = "completed_early"
    NO_FAULT = "no_fault"
    MENTOR_LEFT = "mentor_left"
    MENTEE_LEFT = "mentee_left"
    PEER_LEFT = "peer_left"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ROLE_CONFLICT = "role_conflict"
    LAPSED = "lapsed"
    CONDUCT = "conduct"
    VOID = "void"


class Health(StrEnum):
    """How a relationship is doing: an overlay on its state, never a state."""

    TOO_EARLY = "too_early"
    ON_TRACK = "on_track"
    WATCH = "watch"
    AT_RISK = "at_risk"

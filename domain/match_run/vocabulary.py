"""The words of matching: criteria, exclusions, and why somebody stays without a match."""

from enum import StrEnum


class Criterion(StrEnum):
    """What a score is made of, each judged from both sides; the weights of a track bear the same names."""

    COMPETENCIES = "competencies"
    CROSS_FUNCTION = "cross_function"
    SAME_FUNCTION = "same_function"
    SENIORITY = "seniority"
    LOCATION = "location"
    TIME_ZONE = "time_zone"
    LANGUAGES = "languages"
    PREFERENCE = "preference"
    WAITING = "waiting"


class Exclusion(StrEnum):
    """Why two people must not be matched, whatever their score.

    The reporting line is kept out of mentoring by the US PMF programme and by Oxford; time-zone limits
    and reporting lines are matching settings at Together.
    """

    SELF = "self"
    NOT_TRAINED = "not_trained"
    ON_LEAVE = "on_leave"
    NO_CAPACITY = "no_capacity"
    REPORTING_LINE = "reporting_line"
    SAME_MANAGER = "same_manager"
    SENIORITY_GAP = "seniority_gap"
    TIME_ZONE = "time_zone"
    NO_COMMON_LANGUAGE = "no_common_language"
    FAILED_BEFORE = "failed_before"
    DECLARED_AVOID = "declared_avoid"
    ALREADY_PAIRED = "already_paired"


class ConstraintCode(StrEnum):
    """What stands between a person and a match."""

    NOT_TRAINED = "not_trained"
    ON_LEAVE = "on_leave"
    NO_CAPACITY = "no_capacity"
    NOBODY_TO_MEET = "nobody_to_meet"
    """The pool holds nobody in the other role."""

    EXCLUDED = "excluded"
    """One hard rule keeps out people whom no other rule keeps out; lifting it would open a match."""

    EXCLUDED_BY_SEVERAL = "excluded_by_several"
    """Everybody is kept out by at least two rules at once; lifting one of them would open nothing."""

    BELOW_MINIMUM = "below_minimum"
    """Somebody is allowed, but every score lies below the minimum of the track."""

    PARTNERS_TAKEN = "partners_taken"
    """Everybody whom the person could meet has no place left."""

    GROUP_TOO_SMALL = "group_too_small"
    """There is room with a leader, but too few people for a group of the least size."""

    GROUP_CONFLICT = "group_conflict"
    """Every leader with room has somebody in the group whom the person must not meet."""

    REMOVED = "removed"
    """A coordinator took the proposal back."""


class OverrideClass(StrEnum):
    """Why a coordinator departs from the proposal, as far as statistics need to know."""

    PARTICIPANT_WISH = "participant_wish"
    LOCAL_KNOWLEDGE = "local_knowledge"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    WORKLOAD = "workload"
    FAIRNESS = "fairness"
    OTHER = "other"

"""What a lesson is about and how it stands."""

from enum import StrEnum


class LessonStatus(StrEnum):
    """How far a lesson has come."""

    NONE = "none"
    CAPTURED = "captured"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    PUBLISHED = "published"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


class Occasion(StrEnum):
    """When a lesson was captured (seed 004)."""

    REVIEW = "review"
    CLOSURE = "closure"
    WORKSHOP = "workshop"


class Context(StrEnum):
    """Which part of mentoring a lesson comes from."""

    MATCHING = "matching"
    AGREEMENT = "agreement"
    MEETINGS = "meetings"
    TRAINING = "training"
    SUPPORT = "support"
    MEASURES = "measures"
    OTHER = "other"


class Theme(StrEnum):
    """What a lesson says something about; the fixed vocabulary in which lessons are counted."""

    PURPOSE = "purpose"
    ROLES = "roles"
    SELECTION = "selection"
    PREPARATION = "preparation"
    COMPATIBILITY = "compatibility"
    TRUST = "trust"
    GOALS = "goals"
    RHYTHM = "rhythm"
    WORKLOAD = "workload"
    FEEDBACK = "feedback"
    LINE_MANAGERS = "line_managers"
    NEUTRAL_PARTY = "neutral_party"
    RESOURCES = "resources"
    CLOSURE = "closure"
    RECOGNITION = "recognition"
    MEASURING = "measuring"


class RejectionReason(StrEnum):
    """Why a lesson was not accepted, as a class."""

    ALREADY_KNOWN = "already_known"
    ABOUT_ONE_PERSON = "about_one_person"
    NOT_SUPPORTED = "not_supported"
    OUT_OF_SCOPE = "out_of_scope"
    OTHER = "other"


class WithdrawnBecause(StrEnum):
    """Why a lesson is told no more, as a class."""

    CONSENT_WITHDRAWN = "consent_withdrawn"
    OUTDATED = "outdated"
    WRONG = "wrong"
    OTHER = "other"

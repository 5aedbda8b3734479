"""What is known about a person across all programmes."""

from datetime import date
from enum import StrEnum

from domain.values import Value


class Employment(StrEnum):
    """Whether somebody works here now (the T, A and L of an HR feed)."""

    EMPLOYED = "employed"
    ON_LEAVE = "on_leave"
    LEFT = "left"


class Availability(StrEnum):
    """Whether somebody takes new relationships."""

    OPEN = "open"
    LIMITED = "limited"
    PAUSED = "paused"


class ExclusionReason(StrEnum):
    """Why two people are never matched, as a class; whatever else there is to say stays unsaid."""

    DECLARED = "declared"
    PERSONAL_TIE = "personal_tie"
    NO_FAULT_CONCLUSION = "no_fault_conclusion"
    CONDUCT = "conduct"


class ErasureReason(StrEnum):
    """Why personal data were erased, as a class: the proof of an erasure holds no personal data itself."""

    REQUEST = "request"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    RETENTION_ENDED = "retention_ended"
    LEGAL_DUTY = "legal_duty"


class Training(Value):
    """A module that a person completed.

    Attributes:
        module: Which one.
        completed_on: The day of completion.
        expires_on: The first day on which it no longer counts; None if it lasts.
        provider: Who taught it, if known.
    """

    module: str
    completed_on: date
    expires_on: date | None = None
    provider: str | None = None

    def is_valid(self, on: date) -> bool:
        """Return whether it counts on a day."""
        return self.completed_on <= on and (self.expires_on is None or on < self.expires_on)

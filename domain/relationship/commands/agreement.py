"""Finding out whether it fits, and agreeing on how to work together."""

from datetime import timedelta
from typing import Annotated, Final, Literal

from pydantic import AfterValidator

from domain.command import Command
from domain.relationship.agreement import Foundation, Sha256
from domain.relationship.commands.meeting import MINUTES_AT_LEAST, MINUTES_AT_MOST
from domain.relationship.values import Fit
from domain.sealed import Sealed

RHYTHM_AT_MOST: Final = timedelta(days=366)
"""A year."""


class RecordNeutralContact(Command):
    """Record that the neutral party spoke with the members after their first meeting.

    Attributes:
        by: Which neutral party.
        notes: Their own words.
    """

    kind: Literal["record_neutral_contact"] = "record_neutral_contact"
    by: str
    notes: Sealed | None = None


class CheckFit(Command):
    """Say as a member how the match fits; who is still deciding is asked again after the next meeting.

    Attributes:
        person: Who says it.
        fit: What they say.
        note: Their own words.
    """

    kind: Literal["check_fit"] = "check_fit"
    person: str
    fit: Fit
    note: Sealed | None = None


def _can_be_kept(terms: Foundation) -> Foundation:
    """Return terms that somebody drafts, as they are; what was agreed once is read whatever it says.

    Raises:
        ValueError: no meetings can keep them.
    """
    if terms.meeting_every > RHYTHM_AT_MOST:
        message = "meeting_every is longer than a year; write a shorter rhythm"
        raise ValueError(message)
    if not MINUTES_AT_LEAST <= terms.meeting_minutes <= MINUTES_AT_MOST:
        message = f"meeting_minutes is not between {MINUTES_AT_LEAST} and {MINUTES_AT_MOST}; write how long"
        raise ValueError(message)
    return terms


class DraftAgreement(Command):
    """Lay an agreement, or an amendment of the one in force, before the members.

    Attributes:
        by: Who drafts it.
        terms: Its terms; at least one shared value, one key goal and one rule of engagement. They
            meet at least once a year, for five minutes to eight hours.
    """

    kind: Literal["draft_agreement"] = "draft_agreement"
    by: str
    terms: Annotated[Foundation, AfterValidator(_can_be_kept)]


class SignAgreement(Command):
    """Sign the agreement that waits for signatures.

    Attributes:
        person: Who signs.
        sha256: The hash of the document that they read.
    """

    kind: Literal["sign_agreement"] = "sign_agreement"
    person: str
    sha256: Sha256

"""Finding out whether it fits, and agreeing on how to work together."""

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field

from domain.command import Command
from domain.policies import Duration
from domain.relationship.agreement import Foundation, Sha256
from domain.relationship.commands.meeting import Minutes
from domain.relationship.values import Fit
from domain.sealed import Sealed

Rhythm = Annotated[Duration, Field(le=timedelta(days=366))]
"""Longer than zero and at most a year."""


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


class Terms(Foundation):
    """The terms of an agreement: chosen from the template in clear, or added in own words, sealed.

    Stricter than the foundation that is kept, since what was agreed once is read for ever.

    Attributes:
        meeting_every: The agreed rhythm; at least once a year.
        meeting_minutes: The agreed length of a meeting, in minutes.
    """

    meeting_every: Rhythm = timedelta(weeks=4)
    meeting_minutes: Minutes = 60


class DraftAgreement(Command):
    """Lay an agreement, or an amendment of the one in force, before the members.

    Attributes:
        by: Who drafts it.
        terms: Its terms; at least one shared value, one key goal and one rule of engagement.
    """

    kind: Literal["draft_agreement"] = "draft_agreement"
    by: str
    terms: Terms


class SignAgreement(Command):
    """Sign the agreement that waits for signatures.

    Attributes:
        person: Who signs.
        sha256: The hash of the document that they read.
    """

    kind: Literal["sign_agreement"] = "sign_agreement"
    person: str
    sha256: Sha256

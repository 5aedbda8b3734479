"""Whether they fit, and the agreement they sign."""

from typing import ClassVar

from domain.relationship.agreement import AgreementDocument, Sha256
from domain.relationship.events.base import RelationshipEvent
from domain.relationship.values import Fit
from domain.sealed import Sealed


class NeutralContactRecorded(RelationshipEvent):
    """The neutral party spoke with the members after their first meeting.

    Attributes:
        by: Which neutral party.
        notes: Their own words.
    """

    type: ClassVar[str] = "relationship.neutral_contact_recorded"

    by: str
    notes: Sealed | None = None


class FitChecked(RelationshipEvent):
    """A member said how they find the match.

    Attributes:
        person: Who.
        fit: What they say.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.fit_checked"

    person: str
    fit: Fit
    note: Sealed | None = None


class FitConfirmed(RelationshipEvent):
    """Every member finds the match a good one."""

    type: ClassVar[str] = "relationship.fit_confirmed"


class AgreementDrafted(RelationshipEvent):
    """An agreement, or an amendment of it, was laid before the members.

    Attributes:
        by: Who drafted it.
        document: Exactly what is to be signed.
        sha256: The hash of the document, which a signature names.
    """

    type: ClassVar[str] = "relationship.agreement_drafted"

    by: str
    document: AgreementDocument
    sha256: Sha256


class AgreementSigned(RelationshipEvent):
    """A member signed.

    Attributes:
        person: Who.
        version: The version signed.
        sha256: The hash of the document signed.
    """

    type: ClassVar[str] = "relationship.agreement_signed"

    person: str
    version: int
    sha256: Sha256


class AgreementConcluded(RelationshipEvent):
    """Every member signed; this version is in force, and an earlier one no longer.

    Attributes:
        version: The version in force.
        sha256: The hash of its document.
    """

    type: ClassVar[str] = "relationship.agreement_concluded"

    version: int
    sha256: Sha256


class AmendmentLapsed(RelationshipEvent):
    """An amendment was not signed by everybody in time; the version in force stays.

    Attributes:
        version: The version that lapsed.
    """

    type: ClassVar[str] = "relationship.amendment_lapsed"

    version: int


class RelationshipActivated(RelationshipEvent):
    """The first agreement is in force and the relationship runs."""

    type: ClassVar[str] = "relationship.activated"

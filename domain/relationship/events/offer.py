"""From the proposal to everybody's acceptance."""

from typing import ClassVar

from pydantic import AwareDatetime

from domain.policies import RelationshipPolicies
from domain.relationship.agreement import AgreementParty, AgreementTemplate
from domain.relationship.events.base import RelationshipEvent
from domain.relationship.reasons import DeclineReason, WithdrawalReason
from domain.relationship.values import Conversation, MatchScore
from domain.sealed import Sealed
from domain.vocabulary import Model


class RelationshipProposed(RelationshipEvent):
    """People were proposed to each other; what governs them from here on is pinned.

    Attributes:
        relationship: The name of its stream, by which everybody refers to it.
        programme: The programme.
        cycle: The cycle.
        track: The track, whose model and policies apply.
        model: How mentoring is structured.
        programme_version: The version of the design that governs this relationship.
        members: Who is proposed, and in which role.
        match_run: The match run that proposed them, if one did.
        score: How well they match, in hundredths of a point from 0 to 100.
        policies: Every duration that governs this relationship.
        template: What the design offers for the agreement.
        coordinator: Who runs the programme for them.
        neutral_parties: Who reviews, outside both lines.
        ends_by: The latest planned end, usually that of the cycle.
    """

    type: ClassVar[str] = "relationship.proposed"

    relationship: str
    programme: str
    cycle: str
    track: str
    model: Model
    programme_version: int
    members: tuple[AgreementParty, ...]
    match_run: str | None = None
    score: MatchScore | None = None
    policies: RelationshipPolicies
    template: AgreementTemplate
    coordinator: str
    neutral_parties: tuple[str, ...]
    ends_by: AwareDatetime | None = None


class RelationshipOffered(RelationshipEvent):
    """The proposal was offered to its members, who may accept or decline."""

    type: ClassVar[str] = "relationship.offered"


class OfferAccepted(RelationshipEvent):
    """A member accepted.

    Attributes:
        person: Who.
        conversation: What they answered in the conversation before, if they recorded it.
    """

    type: ClassVar[str] = "relationship.offer_accepted"

    person: str
    conversation: Conversation | None = None


class OfferDeclined(RelationshipEvent):
    """A member declined; they are no longer part of it.

    Attributes:
        person: Who.
        reason: The class of the reason.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.offer_declined"

    person: str
    reason: DeclineReason
    note: Sealed | None = None


class OfferExpired(RelationshipEvent):
    """The time to answer is over; those who were silent are no longer part of it.

    Attributes:
        silent: Who had not answered.
    """

    type: ClassVar[str] = "relationship.offer_expired"

    silent: tuple[str, ...]


class RelationshipWithdrawn(RelationshipEvent):
    """A proposal, an offer or an acceptance was taken back before the first meeting.

    Attributes:
        by: Who took it back; a member leaves, anybody else takes back the whole.
        reason: The class of the reason.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.withdrawn"

    by: str
    reason: WithdrawalReason
    note: Sealed | None = None


class RelationshipAccepted(RelationshipEvent):
    """Everybody accepted.

    Attributes:
        planned_end: When the relationship is planned to end.
    """

    type: ClassVar[str] = "relationship.accepted"

    planned_end: AwareDatetime

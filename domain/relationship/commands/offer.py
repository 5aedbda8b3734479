"""Proposing people to each other, offering, answering."""

from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from domain.command import Command
from domain.policies import RelationshipPolicies, within_reason
from domain.relationship.agreement import AgreementParty, AgreementTemplate
from domain.relationship.reasons import DeclineReason, WithdrawalReason
from domain.relationship.values import Conversation, MatchScore
from domain.sealed import Sealed
from domain.vocabulary import Model


class ProposeRelationship(Command):
    """Propose people to each other; the first command of every relationship.

    Attributes:
        relationship: The name of its stream, by which everybody refers to it.
        programme: The programme.
        cycle: The cycle.
        track: The track.
        model: How mentoring is structured in the track.
        programme_version: The version of the design in force.
        members: Who, and in which role; at least two different people, as many as the model needs.
        match_run: The match run that proposed them, if one did.
        score: How well they match, in hundredths of a point from 0 to 100.
        policies: Every duration that will govern the relationship, ten years at most; pinned from here on.
        template: What the design offers for the agreement.
        coordinator: Who runs the programme for them.
        neutral_parties: Who reviews, outside both lines; at least one who is no member.
        ends_by: The latest planned end, usually that of the cycle.
        offer: Offer it to the members in the same step.
    """

    kind: Literal["propose_relationship"] = "propose_relationship"
    relationship: str
    programme: str
    cycle: str
    track: str
    model: Model
    programme_version: int
    members: tuple[AgreementParty, ...]
    match_run: str | None = None
    score: MatchScore | None = None
    policies: Annotated[RelationshipPolicies, AfterValidator(within_reason)] = RelationshipPolicies()
    template: AgreementTemplate = AgreementTemplate()
    coordinator: str
    neutral_parties: tuple[str, ...] = Field(min_length=1)
    ends_by: AwareDatetime | None = None
    offer: bool = False

    def begins(self) -> tuple[str, ...]:
        """Return the stream that the relationship is named by."""
        return (self.relationship,)


class OfferRelationship(Command):
    """Offer a proposal to its members."""

    kind: Literal["offer_relationship"] = "offer_relationship"


class AcceptOffer(Command):
    """Accept as one member.

    Attributes:
        person: Who accepts.
        conversation: What they answered in the conversation before (seed 004), if they wish to record it.
    """

    kind: Literal["accept_offer"] = "accept_offer"
    person: str
    conversation: Conversation | None = None


class DeclineOffer(Command):
    """Decline as one member.

    Attributes:
        person: Who declines.
        reason: The class of the reason.
        note: Their own words.
    """

    kind: Literal["decline_offer"] = "decline_offer"
    person: str
    reason: DeclineReason
    note: Sealed | None = None


class WithdrawRelationship(Command):
    """Take back a proposal, an offer or an acceptance before the first meeting.

    Attributes:
        by: A member, who then leaves, or the coordinator, who takes back the whole.
        reason: The class of the reason.
        note: Their own words.
    """

    kind: Literal["withdraw_relationship"] = "withdraw_relationship"
    by: str
    reason: WithdrawalReason
    note: Sealed | None = None

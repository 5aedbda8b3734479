"""Deciding on proposals, offers and answers."""

from datetime import datetime
from typing import Final

from domain.event import Event
from domain.relationship.commands import (
    AcceptOffer,
    DeclineOffer,
    OfferRelationship,
    ProposeRelationship,
    WithdrawRelationship,
)
from domain.relationship.decisions.guards import Decide, officials, require, require_members, require_party
from domain.relationship.ending import end
from domain.relationship.events import (
    OfferAccepted,
    OfferDeclined,
    RelationshipOffered,
    RelationshipProposed,
    RelationshipWithdrawn,
)
from domain.relationship.reasons import ClosureReason
from domain.relationship.refusals import (
    AlreadyAccepted,
    AlreadyProposed,
    EndsTooSoon,
    NobodyNeutral,
    TooFewMembers,
)
from domain.relationship.state import State, Status


def _propose(state: State, command: ProposeRelationship, now: datetime) -> list[Event]:
    if state.status is not Status.NEW:
        raise AlreadyProposed
    persons = [member.person for member in command.members]
    if len(persons) < 2 or len(set(persons)) < len(persons):  # noqa: PLR2004 - a relationship is between two
        raise TooFewMembers(persons=", ".join(persons))
    neutral = tuple(person for person in command.neutral_parties if person not in persons)
    if not neutral:
        raise NobodyNeutral(persons=", ".join(command.neutral_parties))
    if command.ends_by is not None and command.ends_by <= now:
        raise EndsTooSoon(ends_by=command.ends_by.isoformat())
    proposed = RelationshipProposed(
        at=now,
        relationship=command.relationship,
        programme=command.programme,
        cycle=command.cycle,
        track=command.track,
        model=command.model,
        programme_version=command.programme_version,
        members=command.members,
        match_run=command.match_run,
        score=command.score,
        policies=command.policies,
        template=command.template,
        coordinator=command.coordinator,
        neutral_parties=neutral,
        ends_by=command.ends_by,
    )
    return [proposed, RelationshipOffered(at=now)] if command.offer else [proposed]


def _offer(state: State, command: OfferRelationship, now: datetime) -> list[Event]:
    require(state, command, frozenset({Status.PROPOSED}))
    return [RelationshipOffered(at=now)]


def _accept(state: State, command: AcceptOffer, now: datetime) -> list[Event]:
    require(state, command, frozenset({Status.OFFERED}))
    require_members(state, command.person)
    if command.person in state.accepted:
        raise AlreadyAccepted(person=command.person)
    return [OfferAccepted(at=now, person=command.person, conversation=command.conversation)]


def _decline(state: State, command: DeclineOffer, now: datetime) -> list[Event]:
    require(state, command, frozenset({Status.OFFERED}))
    require_members(state, command.person)
    if command.person in state.accepted:
        raise AlreadyAccepted(person=command.person)
    return [OfferDeclined(at=now, person=command.person, reason=command.reason, note=command.note)]


def _withdraw(state: State, command: WithdrawRelationship, now: datetime) -> list[Event]:
    require(state, command, frozenset({Status.PROPOSED, Status.OFFERED, Status.ACCEPTED}))
    require_party(state, command.by)
    withdrawn = RelationshipWithdrawn(at=now, by=command.by, reason=command.reason, note=command.note)
    if command.by in officials(state):
        return [withdrawn, *end(state, ClosureReason.WITHDRAWN, now)]
    return [withdrawn]


DECIDE: Final[dict[type, Decide]] = {
    ProposeRelationship: _propose,
    OfferRelationship: _offer,
    AcceptOffer: _accept,
    DeclineOffer: _decline,
    WithdrawRelationship: _withdraw,
}

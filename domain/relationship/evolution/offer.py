"""How the events from proposal to acceptance change a relationship."""

from typing import Final

from domain.relationship.events import (
    OfferAccepted,
    OfferDeclined,
    OfferExpired,
    RelationshipAccepted,
    RelationshipOffered,
    RelationshipProposed,
    RelationshipWithdrawn,
)
from domain.relationship.evolution.changes import change, move, without
from domain.relationship.evolution.step import Evolve
from domain.relationship.reasons import ClosureReason
from domain.relationship.state import State, Status
from domain.relationship.values import Member


def _proposed(state: State, event: RelationshipProposed) -> State:
    return move(
        state,
        Status.PROPOSED,
        event.at,
        relationship=event.relationship,
        programme=event.programme,
        cycle=event.cycle,
        track=event.track,
        model=event.model,
        programme_version=event.programme_version,
        members=tuple(Member(person=each.person, role=each.role) for each in event.members),
        match_run=event.match_run,
        score=event.score,
        policies=event.policies,
        template=event.template,
        coordinator=event.coordinator,
        neutral_parties=event.neutral_parties,
        ends_by=event.ends_by,
    )


def _offered(state: State, event: RelationshipOffered) -> State:
    return move(state, Status.OFFERED, event.at, offered_at=event.at)


def _offer_accepted(state: State, event: OfferAccepted) -> State:
    return change(state, accepted=(*state.accepted, event.person))


def _offer_declined(state: State, event: OfferDeclined) -> State:
    return without(state, event.person, ClosureReason.DECLINED)


def _offer_expired(state: State, event: OfferExpired) -> State:
    for person in event.silent:
        state = without(state, person, ClosureReason.NOT_ANSWERED)
    return state


def _withdrawn(state: State, event: RelationshipWithdrawn) -> State:
    if event.by in state.present:
        return without(state, event.by, ClosureReason.WITHDRAWN)
    return state


def _accepted(state: State, event: RelationshipAccepted) -> State:
    return move(state, Status.ACCEPTED, event.at, accepted_at=event.at, planned_end=event.planned_end)


EVOLVE: Final[dict[type, Evolve]] = {
    RelationshipProposed: _proposed,
    RelationshipOffered: _offered,
    OfferAccepted: _offer_accepted,
    OfferDeclined: _offer_declined,
    OfferExpired: _offer_expired,
    RelationshipWithdrawn: _withdrawn,
    RelationshipAccepted: _accepted,
}

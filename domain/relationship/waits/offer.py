"""What is awaited before everybody accepted."""

from datetime import datetime

from domain.event import Event
from domain.relationship.about import About, Recipient
from domain.relationship.ending import end
from domain.relationship.events import OfferExpired
from domain.relationship.reasons import ClosureReason
from domain.relationship.state import State
from domain.relationship.timing import Step, Wait, after, escalate, remind
from domain.relationship.waits.words import of


def _lapse(state: State, now: datetime) -> list[Event]:
    return end(state, ClosureReason.NEVER_OFFERED, now)


def _expire(state: State, now: datetime) -> list[Event]:
    return [OfferExpired(at=now, silent=state.lacking(*state.accepted))]


def proposed(state: State) -> tuple[Wait, ...]:
    """Wait for the coordinator to offer the proposal."""
    since, policies, who = state.status_since, state.policies, (state.coordinator,)
    lapse = Step(
        after(state, since, policies.proposal_lapses_after), "lets the proposal lapse", _lapse, turn=True
    )
    steps = (*remind(state, About.OFFER, who, since, (policies.proposal_reminder_after,)), lapse)
    return (Wait(About.OFFER, "the coordinator's offer", who, since, steps),)


def offered(state: State) -> tuple[Wait, ...]:
    """Wait for each member to accept or decline."""
    since, policies, who = state.status_since, state.policies, state.lacking(*state.accepted)
    steps = (
        *remind(state, About.ANSWER, who, since, policies.offer_reminders),
        *escalate(
            state,
            About.ANSWER,
            Recipient.COORDINATOR,
            after(state, since, policies.offer_escalates_after),
        ),
        Step(after(state, since, policies.offer_expires_after), "lets the offer expire", _expire, turn=True),
    )
    return (Wait(About.ANSWER, f"{of(state, who)} answer to the offer", who, since, steps),)

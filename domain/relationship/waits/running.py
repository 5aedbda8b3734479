"""What is awaited under an agreement."""

from datetime import datetime
from typing import cast

from domain.event import Event
from domain.relationship.about import About, Recipient
from domain.relationship.events import AmendmentLapsed, PulseClosed
from domain.relationship.state import Agreed, State, Status
from domain.relationship.timing import Step, Wait, after, escalate, remind
from domain.relationship.waits.words import of


def running(state: State) -> tuple[Wait, ...]:
    """Wait for the next meeting, and for whatever else is open."""
    return (*_meeting(state), *_pulse(state), *_review(state), *_amendment(state), *_extension(state))


def _meeting(state: State) -> tuple[Wait, ...]:
    """Wait for the next meeting; too long a gap since the last one is told to the neutral party."""
    policies = state.policies
    activated = cast("datetime", state.activated_at)
    since = max(state.last_held_at or activated, activated)
    # Who agreed on a slower rhythm is given half as long again before anybody worries.
    gap = max(policies.meeting_gap_at_most, cast("Agreed", state.agreed).meeting_every * 3 / 2)
    told = escalate(state, About.MEETING_GAP, Recipient.NEUTRAL_PARTY, after(state, since, gap))
    nudge: tuple[Step, ...] = ()
    if not state.booked and state.status is Status.ACTIVE:
        nudge = remind(state, About.MEETING, state.present, since, (policies.booking_nudge_after,))
    what = "the next meeting" if state.booked else "the members to book their next meeting"
    return (Wait(About.MEETING, what, state.present, since, (*nudge, *told)),)


def _pulse(state: State) -> tuple[Wait, ...]:
    pulse = state.pulse
    if pulse is None:
        return ()
    who = state.lacking(*pulse.answers)

    def close(state: State, now: datetime) -> list[Event]:
        asked = len(state.present)
        return [PulseClosed(at=now, number=pulse.number, answered=asked - len(who), asked=asked)]

    closes = after(state, pulse.since, state.policies.pulse_open_for)
    steps = (Step(closes, "closes the check-in", close),)
    return (Wait(About.PULSE, f"{of(state, who)} check-in", who, pulse.since, steps),)


def _review(state: State) -> tuple[Wait, ...]:
    review = state.review
    if review is None:
        return ()
    at = after(state, review.since, state.policies.review_within)
    steps = escalate(state, About.REVIEW, Recipient.COORDINATOR, at)
    return (Wait(About.REVIEW, "the neutral party's review", state.neutral_parties, review.since, steps),)


def _amendment(state: State) -> tuple[Wait, ...]:
    draft, policies = state.draft, state.policies
    if draft is None:
        return ()
    who = state.unsigned

    def lapse(_: State, now: datetime) -> list[Event]:
        return [AmendmentLapsed(at=now, version=draft.version)]

    steps = (
        *remind(state, About.AMENDMENT, who, draft.since, policies.signature_reminders),
        Step(after(state, draft.since, policies.signature_lapses_after), "lets the amendment lapse", lapse),
    )
    what = f"{of(state, who)} signature of the amendment"
    return (Wait(About.AMENDMENT, what, who, draft.since, steps),)


def _extension(state: State) -> tuple[Wait, ...]:
    extension = state.extension
    if extension is None:
        return ()
    who = state.lacking(*extension.accepted)
    what = f"{of(state, who)} answer to the wish to extend"
    return (Wait(About.EXTENSION, what, who, extension.since),)

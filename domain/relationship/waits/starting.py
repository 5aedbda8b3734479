"""What is awaited from acceptance to the first agreement."""

from collections.abc import Callable
from datetime import datetime

from domain.event import Event
from domain.relationship.about import About, Recipient
from domain.relationship.ending import end
from domain.relationship.reasons import ClosureReason
from domain.relationship.state import State
from domain.relationship.timing import Step, Wait, after, escalate, remind
from domain.relationship.values import Fit
from domain.relationship.waits.words import of


def conclude(reason: ClosureReason) -> Callable[[State, datetime], list[Event]]:
    """Return the step that ends a relationship for a reason."""

    def step(state: State, now: datetime) -> list[Event]:
        return end(state, reason, now)

    return step


def accepted(state: State) -> tuple[Wait, ...]:
    """Wait for the first meeting; one that is booked is given its time before anything lapses."""
    since, policies, who = state.status_since, state.policies, state.present
    lapse = after(state, since, policies.first_meeting_lapses_after)
    told: tuple[Step, ...] = ()
    what = "the members to book their first meeting"
    if state.booked:
        what = "the first meeting"
        confirmed = (
            after(state, meeting.ends, policies.meeting_confirmed_within) for meeting in state.booked
        )
        lapse = max(lapse, *confirmed)
    else:
        at = after(state, since, policies.first_meeting_within)
        told = escalate(state, About.FIRST_MEETING, Recipient.COORDINATOR, at)
    steps = (*told, Step(lapse, "lets the relationship lapse", conclude(ClosureReason.NEVER_MET), turn=True))
    return (Wait(About.FIRST_MEETING, what, who, since, steps),)


def chemistry(state: State) -> tuple[Wait, ...]:
    """Wait for the fit check of each member, and for the neutral party's contact."""
    since, policies = state.status_since, state.policies
    who = state.lacking(*state.fits)
    deciding = tuple(person for person in state.present if state.fits.get(person) is Fit.DECIDING)
    what = f"{of(state, who)} fit check" if who else f"a further meeting and {of(state, deciding)} decision"
    steps = (
        *remind(state, About.FIT, who, since, policies.fit_reminders),
        *escalate(
            state, About.FIT, Recipient.NEUTRAL_PARTY, after(state, since, policies.fit_escalates_after)
        ),
        Step(
            after(state, since, policies.fit_confirmed_within),
            "concludes without fault",
            conclude(ClosureReason.FIT_NOT_CONFIRMED),
            turn=True,
        ),
    )
    return (Wait(About.FIT, what, who or deciding, since, steps), *contact(state))


def contact(state: State) -> tuple[Wait, ...]:
    """Wait for the neutral party to speak with the members after their first meeting."""
    if state.contacted or state.first_held_at is None:
        return ()
    at = after(state, state.first_held_at, state.policies.neutral_contact_within)
    steps = escalate(state, About.NEUTRAL_CONTACT, Recipient.COORDINATOR, at)
    what = "the neutral party's contact after the first meeting"
    return (Wait(About.NEUTRAL_CONTACT, what, state.neutral_parties, state.first_held_at, steps),)


def contracting(state: State) -> tuple[Wait, ...]:
    """Wait for a draft of the agreement, then for each member's signature."""
    since, policies, draft = state.status_since, state.policies, state.draft
    told = escalate(
        state, About.AGREEMENT, Recipient.NEUTRAL_PARTY, after(state, since, policies.signature_within)
    )
    lapse = Step(
        after(state, since, policies.signature_lapses_after),
        "concludes without fault",
        conclude(ClosureReason.NEVER_SIGNED),
        turn=True,
    )
    if draft is None:
        nudges = remind(state, About.AGREEMENT, state.present, since, policies.signature_reminders)
        steps = (*nudges, *told, lapse)
        return (
            Wait(About.AGREEMENT, "a draft of the agreement", state.present, since, steps),
            *contact(state),
        )
    who = state.unsigned
    nudges = remind(state, About.AGREEMENT, who, draft.since, policies.signature_reminders)
    wait = Wait(About.AGREEMENT, f"{of(state, who)} signature", who, draft.since, (*nudges, *told, lapse))
    return (wait, *contact(state))

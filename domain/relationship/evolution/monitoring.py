"""How check-ins, reviews and the engine's own steps change what is known of a relationship."""

from typing import Final, cast

from domain.relationship.about import About
from domain.relationship.events import (
    ConcernAnswered,
    ConcernRaised,
    Escalated,
    HealthChanged,
    PulseAnswered,
    PulseClosed,
    PulseOpened,
    ReminderSent,
    ReviewFellDue,
    ReviewRecorded,
)
from domain.relationship.evolution.changes import change, forget, put
from domain.relationship.evolution.step import Evolve
from domain.relationship.state import State
from domain.relationship.values import Concern, Pulse, Review, Verdict


def _pulse_opened(state: State, event: PulseOpened) -> State:
    return change(state, pulse=Pulse(number=event.number, since=event.at), pulses=event.number)


def _pulse_answered(state: State, event: PulseAnswered) -> State:
    pulse = cast("Pulse", state.pulse)
    answers = put(pulse.answers, event.person, event.score)
    return change(
        state,
        pulse=pulse.model_copy(update={"answers": answers}),
        verdict=state.verdict.model_copy(update={"lowest": min(answers.values())}),
    )


def _pulse_closed(state: State, _: PulseClosed) -> State:
    return change(state, pulse=None)


def _review_due(state: State, event: ReviewFellDue) -> State:
    return change(
        state,
        review=Review(number=event.number, since=event.at),
        reviews=event.number,
        **forget(state, About.REVIEW),
    )


def _reviewed(state: State, event: ReviewRecorded) -> State:
    return change(
        state,
        review=None,
        verdict=Verdict(health=event.health),
        **forget(state, About.REVIEW),
    )


def _concern_raised(state: State, event: ConcernRaised) -> State:
    return change(state, concern=Concern(person=event.person, since=event.at))


def _concern_answered(state: State, _: ConcernAnswered) -> State:
    return change(state, concern=None, **forget(state, About.CONCERN))


def _health_changed(state: State, event: HealthChanged) -> State:
    return change(state, health=event.health)


def _reminded(state: State, event: ReminderSent) -> State:
    if event.meeting is None:
        return change(state, reminders=put(state.reminders, event.about, event.number))
    meetings = tuple(
        known.model_copy(update={"asked": True}) if known.id == event.meeting else known
        for known in state.meetings
    )
    return change(state, meetings=meetings)


def _escalated(state: State, event: Escalated) -> State:
    return change(state, escalated=put(state.escalated, event.about, event.at))


EVOLVE: Final[dict[type, Evolve]] = {
    PulseOpened: _pulse_opened,
    PulseAnswered: _pulse_answered,
    PulseClosed: _pulse_closed,
    ReviewFellDue: _review_due,
    ReviewRecorded: _reviewed,
    ConcernRaised: _concern_raised,
    ConcernAnswered: _concern_answered,
    HealthChanged: _health_changed,
    ReminderSent: _reminded,
    Escalated: _escalated,
}

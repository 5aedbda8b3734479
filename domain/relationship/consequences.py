"""What follows by itself once something happened: the last signature activates, too few members end."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from domain.event import Event
from domain.relationship.ending import end
from domain.relationship.events import (
    AgreementConcluded,
    FitConfirmed,
    HealthChanged,
    PulseClosed,
    RelationshipAccepted,
    RelationshipActivated,
    RelationshipClosed,
    RelationshipExtended,
)
from domain.relationship.evolution import evolve
from domain.relationship.health import judge, signs
from domain.relationship.state import OPEN, RUNNING, UNDER_WAY, State, Status
from domain.relationship.values import Fit


def _too_few(state: State, now: datetime) -> list[Event]:
    gone = next((member.gone for member in state.members if member.person == state.last_gone), None)
    if gone is None or state.status not in OPEN - {Status.CLOSING} or state.goes_on_without():
        return []
    return end(state, gone, now)


def _everybody_accepted(state: State, now: datetime) -> list[Event]:
    if state.status is not Status.OFFERED or state.lacking(*state.accepted):
        return []
    planned = now + state.policies.length
    planned = min(planned, state.ends_by) if state.ends_by else planned
    return [RelationshipAccepted(at=now, planned_end=planned)]


def _everybody_fits(state: State, now: datetime) -> list[Event]:
    good = [person for person, fit in state.fits.items() if fit is Fit.GOOD_FIT]
    if state.status is not Status.CHEMISTRY or state.lacking(*good):
        return []
    return [FitConfirmed(at=now)]


def _everybody_signed(state: State, now: datetime) -> list[Event]:
    draft = state.draft
    if draft is None or state.unsigned:
        return []
    concluded = AgreementConcluded(at=now, version=draft.version, sha256=draft.sha256)
    if state.status is Status.CONTRACTING:
        return [concluded, RelationshipActivated(at=now)]
    return [concluded] if state.status in RUNNING else []


def _everybody_goes_on(state: State, now: datetime) -> list[Event]:
    extension = state.extension
    if extension is None or state.status not in RUNNING or state.lacking(*extension.accepted):
        return []
    return [RelationshipExtended(at=now, planned_end=extension.until)]


def _everybody_looked_back(state: State, now: datetime) -> list[Event]:
    if state.ending is None or state.status is not Status.CLOSING or state.lacking(*state.surveyed):
        return []
    return [RelationshipClosed(at=now, outcome=state.ending.outcome, reason=state.ending.reason)]


def _everybody_answered(state: State, now: datetime) -> list[Event]:
    pulse = state.pulse
    if pulse is None or state.lacking(*pulse.answers):
        return []
    asked = len(state.present)
    return [PulseClosed(at=now, number=pulse.number, answered=asked, asked=asked)]


def _health(state: State, now: datetime) -> list[Event]:
    if state.status not in UNDER_WAY | {Status.PAUSED}:
        return []
    found = signs(state)
    health = judge(state, found)
    if health is state.health:
        return []
    return [HealthChanged(at=now, health=health, before=state.health, signs=found)]


CONSEQUENCES: Final[tuple[Callable[[State, datetime], list[Event]], ...]] = (
    _too_few,
    _everybody_accepted,
    _everybody_fits,
    _everybody_signed,
    _everybody_goes_on,
    _everybody_looked_back,
    _everybody_answered,
    _health,
)
"""Each looks whether it follows; the first that does comes first."""


def follow(state: State, events: list[Event], now: datetime) -> tuple[State, list[Event]]:
    """Return the state after events and everything that follows from them, and all these events."""
    followed: list[Event] = []
    while events:
        for event in events:
            state = evolve(state, event)
        followed += events
        events = next((new for rule in CONSEQUENCES if (new := rule(state, now))), [])
    return state, followed

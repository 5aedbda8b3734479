"""What may be recorded about a person."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from domain.command import Command
from domain.event import Event
from domain.person import commands as c
from domain.person import errors
from domain.person import events as e
from domain.person.state import PersonState
from domain.person.values import ExclusionReason


def _register(state: PersonState, command: c.RegisterPerson, _: datetime) -> list[Event]:
    if state.person:
        raise errors.PersonAlreadyRegistered(person=state.person)
    if command.line_manager == command.person:
        raise errors.OwnLineManager(person=command.person)
    return [e.PersonRegistered(**command.content())]


def _change_facts(state: PersonState, command: c.ChangePersonFacts, _: datetime) -> list[Event]:
    stated = command.content()
    if all(getattr(state, name) == value for name, value in stated.items()):
        return []
    return [e.PersonFactsChanged(**stated)]


def _change_contact(state: PersonState, command: c.ChangeContact, _: datetime) -> list[Event]:
    if (state.name, state.email) == (command.name, command.email):
        return []
    return [e.ContactChanged(name=command.name, email=command.email)]


def _change_line_manager(state: PersonState, command: c.ChangeLineManager, _: datetime) -> list[Event]:
    if command.line_manager == state.person:
        raise errors.OwnLineManager(person=state.person)
    if command.line_manager == state.line_manager:
        return []
    return [e.LineManagerChanged(line_manager=command.line_manager, since=command.since)]


def _change_employment(state: PersonState, command: c.ChangeEmployment, _: datetime) -> list[Event]:
    if state.last_day is not None and command.since > state.last_day:
        raise errors.PersonHasLeft(person=state.person, last_day=state.last_day)
    if command.employment == state.employment:
        return []
    return [e.EmploymentChanged(employment=command.employment, since=command.since)]


def _promote(state: PersonState, command: c.PromotePerson, _: datetime) -> list[Event]:
    if state.last_day is not None and command.promoted_on > state.last_day:
        raise errors.PersonHasLeft(person=state.person, last_day=state.last_day)
    if state.level is not None and command.level <= state.level:
        raise errors.NotAPromotion(level=command.level, present=state.level)
    return [e.PersonPromoted(from_level=state.level, level=command.level, promoted_on=command.promoted_on)]


def _leave(state: PersonState, command: c.RecordLeaving, _: datetime) -> list[Event]:
    return [] if command.last_day == state.last_day else [e.PersonLeft(last_day=command.last_day)]


def _rehire(state: PersonState, command: c.RehirePerson, _: datetime) -> list[Event]:
    if state.last_day is None:
        raise errors.NotLeaving(person=state.person)
    return [e.PersonRehired(rehired_on=command.rehired_on)]


def _change_availability(state: PersonState, command: c.ChangeAvailability, _: datetime) -> list[Event]:
    if (state.availability, state.available_until) == (command.availability, command.until):
        return []
    return [e.AvailabilityChanged(availability=command.availability, until=command.until)]


def _record_training(state: PersonState, command: c.RecordTraining, now: datetime) -> list[Event]:
    if command.completed_on > now.date():
        raise errors.TrainingInFuture(module=command.module, completed_on=command.completed_on)
    if command.expires_on is not None and command.expires_on <= command.completed_on:
        raise errors.TrainingExpiresTooEarly(**command.content())
    recorded = e.TrainingRecorded(**command.content())
    known = state.trainings.get(command.module)
    return [] if known is not None and dict(known) == dict(recorded) else [recorded]


def _declare_exclusion(state: PersonState, command: c.DeclareExclusion, _: datetime) -> list[Event]:
    if command.other == state.person:
        raise errors.ExclusionOfSelf(person=state.person)
    stands = state.exclusions.get(command.other)
    if stands == command.reason or (stands and command.reason is ExclusionReason.NO_FAULT_CONCLUSION):
        return []  # that a pair parted takes nothing from what somebody asked for before
    return [e.ExclusionDeclared(other=command.other, reason=command.reason)]


def _withdraw_exclusion(state: PersonState, command: c.WithdrawExclusion, _: datetime) -> list[Event]:
    if command.other not in state.exclusions:
        raise errors.NoSuchExclusion(other=command.other)
    return [e.ExclusionWithdrawn(other=command.other)]


def _erase(_: PersonState, command: c.ErasePersonalData, __: datetime) -> list[Event]:
    return [e.PersonalDataErased(**command.content())]


_DECISIONS: Final[Mapping[type[Command], Callable[[PersonState, Any, datetime], list[Event]]]] = {
    c.RegisterPerson: _register,
    c.ChangePersonFacts: _change_facts,
    c.ChangeContact: _change_contact,
    c.ChangeLineManager: _change_line_manager,
    c.ChangeEmployment: _change_employment,
    c.PromotePerson: _promote,
    c.RecordLeaving: _leave,
    c.RehirePerson: _rehire,
    c.ChangeAvailability: _change_availability,
    c.RecordTraining: _record_training,
    c.DeclareExclusion: _declare_exclusion,
    c.WithdrawExclusion: _withdraw_exclusion,
    c.ErasePersonalData: _erase,
}


def decide(state: PersonState, command: c.PersonCommand, now: datetime) -> list[Event]:
    """Return what a command causes; a fact that is already known causes nothing.

    Raises:
        Refused: One of `domain.person.errors`.
    """
    if state.erased:
        raise errors.PersonErased(person=state.person)
    if not state.person and not isinstance(command, c.RegisterPerson):
        raise errors.PersonUnknown
    return _DECISIONS[type(command)](state, command, now)

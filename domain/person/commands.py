"""What can be asked for a person."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.command import Command
from domain.person.values import Availability, Employment, ErasureReason, ExclusionReason
from domain.sealed import Sealed
from domain.values import ShortText

Level = Annotated[int, Field(ge=1, le=99)]


class RegisterPerson(Command):
    """Make somebody known; see `PersonRegistered` for the fields."""

    kind: Literal["register_person"] = "register_person"
    person: ShortText
    employee_ref: ShortText
    name: Sealed
    email: Sealed
    department: ShortText | None = None
    location: ShortText | None = None
    time_zone: ShortText | None = None
    languages: tuple[ShortText, ...] = ()
    level: Level | None = None
    line_manager: ShortText | None = None
    hired_on: date | None = None
    employment: Literal[Employment.EMPLOYED, Employment.ON_LEAVE] = Employment.EMPLOYED

    def begins(self) -> tuple[str, ...]:
        """Return the stream of the person, which is their identifier."""
        return (self.person,)


class ChangePersonFacts(Command):
    """State the facts of the HR system anew, all of them; nothing happens when none differs."""

    kind: Literal["change_person_facts"] = "change_person_facts"
    department: ShortText | None = None
    location: ShortText | None = None
    time_zone: ShortText | None = None
    languages: tuple[ShortText, ...] = ()
    level: Level | None = None
    hired_on: date | None = None


class ChangeContact(Command):
    """Replace the sealed name and address."""

    kind: Literal["change_contact"] = "change_contact"
    name: Sealed
    email: Sealed


class ChangeLineManager(Command):
    """Record to whom a person reports, and since when."""

    kind: Literal["change_line_manager"] = "change_line_manager"
    line_manager: ShortText | None
    since: date


class ChangeEmployment(Command):
    """Record the start or the end of a leave; for leaving the organisation see `RecordLeaving`."""

    kind: Literal["change_employment"] = "change_employment"
    employment: Literal[Employment.EMPLOYED, Employment.ON_LEAVE]
    since: date


class PromotePerson(Command):
    """Record the rise to a higher level."""

    kind: Literal["promote_person"] = "promote_person"
    level: Level
    promoted_on: date


class RecordLeaving(Command):
    """Record the last day of a person, as soon as it is known; a later one corrects it."""

    kind: Literal["record_leaving"] = "record_leaving"
    last_day: date


class RehirePerson(Command):
    """Record that a person came back, or that their leaving was called off."""

    kind: Literal["rehire_person"] = "rehire_person"
    rehired_on: date


class ChangeAvailability(Command):
    """Open, limit or pause what a person offers to new relationships."""

    kind: Literal["change_availability"] = "change_availability"
    availability: Availability
    until: date | None = None


class RecordTraining(Command):
    """Record a completed module; the same one again renews it."""

    kind: Literal["record_training"] = "record_training"
    module: ShortText
    completed_on: date
    expires_on: date | None = None
    provider: ShortText | None = None


class DeclareExclusion(Command):
    """Ask never to be matched with somebody; no reason is needed beyond a class."""

    kind: Literal["declare_exclusion"] = "declare_exclusion"
    other: ShortText
    reason: ExclusionReason = ExclusionReason.DECLARED


class WithdrawExclusion(Command):
    """Take an exclusion back."""

    kind: Literal["withdraw_exclusion"] = "withdraw_exclusion"
    other: ShortText


class ErasePersonalData(Command):
    """Record that a person's key is destroyed; whoever sends it destroys the key."""

    kind: Literal["erase_personal_data"] = "erase_personal_data"
    reason: ErasureReason
    key: ShortText
    by: ShortText


PersonCommand = Annotated[
    RegisterPerson
    | ChangePersonFacts
    | ChangeContact
    | ChangeLineManager
    | ChangeEmployment
    | PromotePerson
    | RecordLeaving
    | RehirePerson
    | ChangeAvailability
    | RecordTraining
    | DeclareExclusion
    | WithdrawExclusion
    | ErasePersonalData,
    Field(discriminator="kind"),
]
"""Every command for a person, told apart by `kind`."""

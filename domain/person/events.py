"""What can happen to a person, whatever programme they are in."""

from datetime import date
from typing import ClassVar

from domain.event import Event
from domain.person.values import Availability, Employment, ErasureReason, ExclusionReason
from domain.sealed import Sealed


class PersonRegistered(Event):
    """The organisation made somebody known to the engine.

    Attributes:
        person: ``person-<uuid>``, derived from the employee reference.
        employee_ref: The opaque key of the HR system; never a name.
        name: Sealed.
        email: Sealed.
        department: As the HR system calls it; None when unknown, like every fact below.
        location: Likewise.
        time_zone: An IANA name.
        languages: Language tags.
        level: Seniority as a number; higher is more senior.
        line_manager: The person they report to.
        hired_on: Their first day.
        employment: Employed or on leave.
    """

    type: ClassVar[str] = "person.registered"

    person: str
    employee_ref: str
    name: Sealed
    email: Sealed
    department: str | None
    location: str | None
    time_zone: str | None
    languages: tuple[str, ...]
    level: int | None
    line_manager: str | None
    hired_on: date | None
    employment: Employment


class PersonFactsChanged(Event):
    """Facts of the HR system were found to be different; a corrected level is no promotion."""

    type: ClassVar[str] = "person.facts_changed"

    department: str | None
    location: str | None
    time_zone: str | None
    languages: tuple[str, ...]
    level: int | None
    hired_on: date | None


class ContactChanged(Event):
    """The name or the address of a person changed; both sealed."""

    type: ClassVar[str] = "person.contact_changed"

    name: Sealed
    email: Sealed


class LineManagerChanged(Event):
    """A person reports to somebody else, or to nobody, since a day that may lie back."""

    type: ClassVar[str] = "person.line_manager_changed"

    line_manager: str | None
    since: date


class EmploymentChanged(Event):
    """A person went on leave or came back, on a day that may lie back."""

    type: ClassVar[str] = "person.employment_changed"

    employment: Employment
    since: date


class PersonPromoted(Event):
    """A person rose to a higher level."""

    type: ClassVar[str] = "person.promoted"

    from_level: int | None
    level: int
    promoted_on: date


class PersonLeft(Event):
    """A person leaves the organisation; the last day may still lie ahead, when notice was given."""

    type: ClassVar[str] = "person.left"

    last_day: date


class PersonRehired(Event):
    """A person who had left, or was about to, works here again."""

    type: ClassVar[str] = "person.rehired"

    rehired_on: date


class AvailabilityChanged(Event):
    """A person opened, limited or paused what they offer to new relationships."""

    type: ClassVar[str] = "person.availability_changed"

    availability: Availability
    until: date | None


class TrainingRecorded(Event):
    """A person completed a training module."""

    type: ClassVar[str] = "person.training_recorded"

    module: str
    completed_on: date
    expires_on: date | None
    provider: str | None


class ExclusionDeclared(Event):
    """Two people shall never be matched, in no programme; private to matching and the neutral party."""

    type: ClassVar[str] = "person.exclusion_declared"

    other: str
    reason: ExclusionReason


class ExclusionWithdrawn(Event):
    """Two people may be matched again."""

    type: ClassVar[str] = "person.exclusion_withdrawn"

    other: str


class PersonalDataErased(Event):
    """The key that opened a person's sealed texts was destroyed, so that nobody can read them any more.

    Attributes:
        reason: Why, as a class.
        key: Which key, by its identifier.
        by: Who ordered it.
    """

    type: ClassVar[str] = "person.personal_data_erased"

    reason: ErasureReason
    key: str
    by: str


EVENTS: tuple[type[Event], ...] = (
    PersonRegistered,
    PersonFactsChanged,
    ContactChanged,
    LineManagerChanged,
    EmploymentChanged,
    PersonPromoted,
    PersonLeft,
    PersonRehired,
    AvailabilityChanged,
    TrainingRecorded,
    ExclusionDeclared,
    ExclusionWithdrawn,
    PersonalDataErased,
)

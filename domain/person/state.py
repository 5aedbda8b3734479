"""What the history of a person adds up to."""

from datetime import date
from typing import Final

from pydantic import Field

from domain.person.values import Availability, Employment, ExclusionReason, Training
from domain.sealed import Sealed
from domain.values import Value


class PersonState(Value):
    """A person, as known across all programmes.

    Attributes:
        person: ``person-<uuid>``; empty before registration.
        employee_ref: The opaque key of the HR system.
        name: Sealed; None once erased.
        email: Sealed; None once erased.
        department: None when unknown, like every fact below.
        location: Likewise.
        time_zone: An IANA name.
        languages: Language tags.
        level: Seniority as a number.
        line_manager: The person they report to.
        hired_on: Their first day.
        employment: Employed or on leave; for leavers see `employment_on`.
        last_day: Their last day, once it is known.
        availability: What they offer to new relationships.
        available_until: When that ends, if it does.
        trainings: The latest completion of each module.
        exclusions: Whom they are never matched with, and why.
        erased: Whether their personal data were erased.
    """

    person: str = ""
    employee_ref: str = ""
    name: Sealed | None = None
    email: Sealed | None = None
    department: str | None = None
    location: str | None = None
    time_zone: str | None = None
    languages: tuple[str, ...] = ()
    level: int | None = None
    line_manager: str | None = None
    hired_on: date | None = None
    employment: Employment = Employment.EMPLOYED
    last_day: date | None = None
    availability: Availability = Availability.OPEN
    available_until: date | None = None
    trainings: dict[str, Training] = Field(default_factory=dict)
    exclusions: dict[str, ExclusionReason] = Field(default_factory=dict)
    erased: bool = False

    def employment_on(self, day: date) -> Employment:
        """Return whether the person works here on a day; the last day still counts."""
        if self.last_day is not None and day > self.last_day:
            return Employment.LEFT
        return self.employment

    def valid_trainings(self, on: date) -> tuple[str, ...]:
        """Return the modules that count on a day, in alphabetical order."""
        return tuple(sorted(name for name, training in self.trainings.items() if training.is_valid(on)))


NOBODY: Final = PersonState()
"""The state before anything happened."""

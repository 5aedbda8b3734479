"""What a roster holds: people in the clear, and what was found wrong, without anything personal."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from domain.application.values import Competency
from domain.person.values import Employment
from domain.vocabulary import Role

Severity = Literal["error", "warning", "note"]
"""An error keeps a row out; a warning leaves something out of it; a note is good to know."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A role that somebody applies for.

    Attributes:
        role: The role.
        track: The track, by id; None only when the roster was read without a design and does not say.
    """

    role: Role
    track: str | None = None


@dataclass(frozen=True, slots=True)
class TrainingDone:
    """A module that somebody has completed.

    Attributes:
        module: Which one, by id.
        completed_on: When; the day of reading if the roster does not say.
    """

    module: str
    completed_on: date


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of the roster. Personal texts stay out of its representation, and so out of logs.

    Attributes:
        line: The line of the file, from 1.
        employee_id: The identifier in the HR system.
        name: As people write it, in NFC; the employee id where the roster has none.
        email: Lower case; None where missing or wrong. Whoever has a wish has an address.
        department: In the spelling that the file uses first.
        location: Where the person works.
        time_zone: An IANA name.
        utc_offset: Minutes that local time is ahead of UTC on the day of reading.
        languages: ISO 639-1 codes, in the order given.
        level: Seniority, 1 for the most junior.
        job_title: What the person is called.
        line_manager: The employee id of another row; never part of a circle.
        hired_on: The first day.
        leaves_on: The last day, where one is known; later than the day of reading.
        employment: Employed or on leave; those who left are not loaded.
        wishes: The roles applied for; empty for people who do not take part.
        capacity: How many mentees at the same time, if the person says.
        offers: Competencies offered.
        seeks: Competencies sought.
        motivation: Why the person applies, in their own words.
        training: Modules completed.
    """

    line: int
    employee_id: str
    name: str = field(repr=False)
    email: str | None = field(default=None, repr=False)
    department: str | None = None
    location: str | None = None
    time_zone: str | None = None
    utc_offset: int | None = None
    languages: tuple[str, ...] = ()
    level: int | None = None
    job_title: str | None = field(default=None, repr=False)
    line_manager: str | None = None
    hired_on: date | None = None
    leaves_on: date | None = None
    employment: Employment = Employment.EMPLOYED
    wishes: tuple[Wish, ...] = ()
    capacity: int | None = None
    offers: tuple[Competency, ...] = ()
    seeks: tuple[Competency, ...] = ()
    motivation: str | None = field(default=None, repr=False)
    training: tuple[TrainingDone, ...] = ()


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One finding about a roster. Its words name ids, lines and columns, never a value of a cell.

    Attributes:
        line: The line of the file, from 1.
        column: The column, by the engine's name for it; None for the whole row or file.
        what: What was found.
        way_out: What was done about it, or what to do.
        severity: How bad it is.
        loaded: Whether the row was loaded.
    """

    line: int
    column: str | None
    what: str
    way_out: str
    severity: Severity
    loaded: bool

    def __str__(self) -> str:
        """Say it in one line: ``line 12: hired_on is no date that can be read (left empty)``."""
        return f"line {self.line}: {self.column or 'row'} {self.what} ({self.way_out})"


@dataclass(frozen=True, slots=True)
class Roster:
    """What came out of a roster file.

    Attributes:
        rows: Everybody who was loaded, in the order of the file.
        problems: Everything that was found, in the order of lines.
    """

    rows: tuple[RosterRow, ...]
    problems: tuple[RowProblem, ...]

    def line_above(self, employee_id: str) -> tuple[str, ...]:
        """Return the employee ids of the line managers above somebody, nearest first."""
        manager_of = {row.employee_id: row.line_manager for row in self.rows}
        above: list[str] = []
        step = manager_of.get(employee_id)
        while step is not None:
            above.append(step)
            step = manager_of.get(step)
        return tuple(above)

    def as_data(self) -> list[dict[str, Any]]:
        """Return the problems as plain values, for tables and JSON."""
        return [
            {
                "line": each.line,
                "column": each.column,
                "what": each.what,
                "way_out": each.way_out,
                "severity": each.severity,
                "loaded": each.loaded,
            }
            for each in self.problems
        ]

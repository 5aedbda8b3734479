"""A row of a roster as a person."""

import re
from datetime import date
from typing import Final

from domain.person.values import Employment
from domain.programme import Design
from domain.vocabulary import LEADING
from intake.roster.columns import Column
from intake.roster.row import Row
from intake.roster.rows import RosterRow, Wish
from intake.roster.wishes import capacity_of, competencies_of, training_of, wishes_of

MOST_LEVELS: Final = 99
LONGEST_FACT: Final = 200
_ADDRESS: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\".]+(?:\.[^@\s,;<>\".]+)+")
_NUMBER: Final = re.compile(r"(\d+)\.0", re.ASCII)


def person_of(
    row: Row, employee_id: str, employment: Employment, leaves_on: date | None, design: Design | None
) -> RosterRow:
    """Read everything else about somebody who is to be loaded."""
    email = _email(row)
    wishes = wishes_of(row, design, reachable=email is not None)
    capacity = capacity_of(row, wishes, design)
    if capacity == 0:
        wishes, capacity = _without_places(row, wishes), None
    if wishes:
        _report_gaps(row)
    zone, offset = row.zone()
    manager = row.text(Column.LINE_MANAGER)
    return RosterRow(
        line=row.line,
        employee_id=employee_id,
        name=_name(row) or employee_id,
        email=email,
        department=_fact(row, Column.DEPARTMENT),
        location=_fact(row, Column.LOCATION),
        time_zone=zone,
        utc_offset=offset,
        languages=row.languages(),
        level=row.number(Column.LEVEL, 1, MOST_LEVELS),
        job_title=_fact(row, Column.JOB_TITLE),
        line_manager=None if manager is None else as_id(manager),
        hired_on=row.day(Column.HIRED_ON),
        leaves_on=leaves_on,
        employment=employment,
        wishes=wishes,
        capacity=capacity,
        offers=competencies_of(row, Column.OFFERS, design),
        seeks=competencies_of(row, Column.SEEKS, design),
        motivation=row.text(Column.MOTIVATION),
        training=training_of(row, design),
    )


def as_id(text: str) -> str:
    """Return an employee id as it was before a spreadsheet took it for a number (``1001.0``)."""
    number = _NUMBER.fullmatch(text)
    return number[1] if number else text


def _name(row: Row) -> str | None:
    parts = [row.text(Column.GIVEN_NAME), row.text(Column.FAMILY_NAME)]
    name = row.text(Column.NAME) or " ".join(part for part in parts if part)
    if not name:
        row.warn(Column.NAME, "is missing", "the employee id stands in for it")
    return name or None


def _email(row: Row) -> str | None:
    text = row.text(Column.EMAIL)
    if text is None:
        row.warn(Column.EMAIL, "is missing")
        return None
    address = text.removeprefix("mailto:").strip("<>").casefold()
    if len(address) > LONGEST_FACT or not _ADDRESS.fullmatch(address):
        row.warn(Column.EMAIL, "is no e-mail address")
        return None
    return address


def _fact(row: Row, column: Column) -> str | None:
    text = row.text(column)
    if text is not None and len(text) > LONGEST_FACT:
        row.warn(column, f"is longer than {LONGEST_FACT} characters")
        return None
    return text


def _without_places(row: Row, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """Return what is left for somebody who offers no place: all but the roles that lead others."""
    left_out = [wish.role for wish in wishes if wish.role in LEADING]
    if left_out:
        roles = " or ".join(dict.fromkeys(left_out))
        row.warn(Column.CAPACITY, "leaves no place for anybody", f"does not take part as {roles}")
    return tuple(wish for wish in wishes if wish.role not in LEADING)


def _report_gaps(row: Row) -> None:
    """Report what a participant's row lacks, although a match goes by it."""
    for column in (Column.DEPARTMENT, Column.LEVEL, Column.TIME_ZONE, Column.LANGUAGES, Column.HIRED_ON):
        if row.text(column) is None:
            row.warn(column, "is missing", "counts as neutral in matching")

"""A roster, read from a CSV file: everybody who can be loaded, and everything that was found."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from domain.person.values import Employment
from domain.programme import Design
from intake.roster.columns import Column
from intake.roster.findings import Findings
from intake.roster.person import as_id, person_of
from intake.roster.records import Record
from intake.roster.reporting import settle_line_managers
from intake.roster.row import row_of
from intake.roster.rows import Roster, RosterRow
from intake.roster.table import Table, read_table

LONGEST_ID: Final = 100


def read_roster(source: Path | bytes | str, *, today: date, design: Design | None = None) -> Roster:
    """Read a roster.

    Of several rows for one person (by employee id or e-mail) the first that can be loaded counts.

    Args:
        source: A file, its bytes, or its text.
        today: The day of reading: decides who has left, and how far ahead of UTC a time zone is.
        design: The programme whose tracks, competencies and modules the roster may name; None to take
            any.

    Raises:
        UnusableRoster: the file cannot be read, is empty, is not text, or has no employee ids.
    """
    findings = Findings()
    table = read_table(source, findings)
    rows, kept_out = _loadable(table, findings, today, design)
    return Roster(settle_line_managers(rows, findings), findings.settled(kept_out))


def _loadable(
    table: Table, findings: Findings, today: date, design: Design | None
) -> tuple[list[RosterRow], set[int]]:
    rows: list[RosterRow] = []
    kept_out: set[int] = set()
    line_of_id: dict[str, int] = {}
    line_of_email: dict[str, int] = {}
    departments: dict[str, str] = {}
    for record in table.rows:
        row = _read_row(table, record, findings, today, design)
        if row is None or _is_double(row, line_of_id, line_of_email, findings):
            kept_out.add(record.line)
            continue
        line_of_id[row.employee_id.casefold()] = row.line
        if row.email:
            line_of_email[row.email] = row.line
        if row.department:
            spelling = departments.setdefault(row.department.casefold(), row.department)
            row = replace(row, department=spelling)
        rows.append(row)
    return rows, kept_out


def _is_double(row: RosterRow, by_id: dict[str, int], by_email: dict[str, int], findings: Findings) -> bool:
    if first := by_id.get(row.employee_id.casefold()):
        findings.error(row.line, Column.EMPLOYEE_ID, f"repeats that of line {first}", "the first one is kept")
        return True
    if row.email and (first := by_email.get(row.email)):
        findings.error(row.line, Column.EMAIL, f"repeats that of line {first}", "the first one is kept")
        return True
    return False


def _read_row(
    table: Table, record: Record, findings: Findings, today: date, design: Design | None
) -> RosterRow | None:
    if not _is_whole(table, record, findings):
        return None
    row = row_of(record.line, table.header, record.cells, today, findings)
    employee_id = row.text(Column.EMPLOYEE_ID)
    if employee_id is None or len(employee_id) > LONGEST_ID:
        findings.error(
            row.line, Column.EMPLOYEE_ID, "is missing", "not loaded; nobody can be known without one"
        )
        return None
    leaves_on = row.day(Column.LEAVES_ON)
    employment = row.employment()
    if employment is Employment.LEFT or (leaves_on is not None and leaves_on <= today):
        findings.note(row.line, Column.STATUS, "is that of somebody who has left", "not loaded")
        return None
    if employment is Employment.ON_LEAVE:
        findings.note(row.line, Column.STATUS, "is that of somebody on leave", "loaded and marked")
    return person_of(row, as_id(employee_id), employment, leaves_on, design)


def _is_whole(table: Table, record: Record, findings: Findings) -> bool:
    if record.stray_quote and len(record.cells) != len(table.header):
        findings.error(
            record.line, None, "has a quote that is never closed", "not loaded; close or double it"
        )
        return False
    if record.stray_quote:
        findings.warning(record.line, None, "has a quote that is never closed", "quotes ignored")
    surplus = record.cells[len(table.header) :]
    if any(cell.strip() for cell in surplus):
        findings.error(
            record.line,
            None,
            "has more cells than the header",
            "not loaded; put text with delimiters in quotes",
        )
        return False
    if len(record.cells) < len(table.header):
        findings.warning(
            record.line, None, "has fewer cells than the header", "the missing ones taken as empty"
        )
    return True

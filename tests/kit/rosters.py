"""Small rosters for tests."""

from datetime import date

from intake.roster import Roster, RosterRow, RowProblem, read_roster
from tests.kit.designs import graduate

TODAY = date(2026, 3, 2)
USUAL = {
    "Employee ID": "1001",
    "Name": "Zoë Łukasik",
    "E-mail": "zoe@example.com",
    "Department": "Quality",
    "Time zone": "Europe/Berlin",
    "Languages": "de; en",
    "Level": "2",
    "Manager": "",
    "Hire date": "2024-09-01",
    "Termination date": "",
    "Status": "A",
    "Role": "one-to-one: mentee",
}


def roster(*rows: dict[str, str]) -> Roster:
    """Read a roster whose rows differ from a usual one as given; more columns appear as they are named."""
    header = list(dict.fromkeys([*USUAL, *(name for row in rows for name in row)]))
    lines = [header, *([{**USUAL, **row}.get(name, "") for name in header] for row in rows)]
    text = "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines)
    return read_roster(text, today=TODAY, design=graduate())


def only_row(**changes: str) -> tuple[RosterRow, tuple[RowProblem, ...]]:
    """Read a roster of one person, whose cells are given by column with underscores for spaces."""
    read = roster({name.replace("_", " "): value for name, value in changes.items()})
    (row,) = read.rows
    return row, read.problems


def said(problems: tuple[RowProblem, ...]) -> list[str]:
    """Return what was found, column and words, without the way out."""
    return [f"{problem.column or 'row'} {problem.what}" for problem in problems]

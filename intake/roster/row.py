"""One record of a roster, read cell by cell."""

from dataclasses import dataclass
from datetime import date

from domain.person.values import Employment
from intake.roster.cells import is_nothing, listed, repaired, tidy
from intake.roster.columns import Column
from intake.roster.dates import read_date
from intake.roster.findings import Findings
from intake.roster.languages import read_language
from intake.roster.zones import offset_on, read_zone

FIRST_PLAUSIBLE_YEAR = 1950
"""Nobody who works today was hired before."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one record, by the meaning of their columns.

    Attributes:
        line: The line on which the record begins, from 1.
        cells: The tidied text of each column that says something.
        today: The day of reading.
        findings: Where what is found goes.
    """

    line: int
    cells: dict[Column, str]
    today: date
    findings: Findings

    def text(self, column: Column) -> str | None:
        """Return what a cell says, or None."""
        return self.cells.get(column)

    def warn(self, column: Column, what: str, way_out: str = "left empty") -> None:
        """Record that something in a cell cannot be used."""
        self.findings.warning(self.line, column, what, way_out)

    def day(self, column: Column) -> date | None:
        """Read a date."""
        text = self.text(column)
        if text is None:
            return None
        read = read_date(text, self.today)
        if read is None:
            self.warn(column, "is no date that can be read", "left empty; write 2026-03-01")
            return None
        if not FIRST_PLAUSIBLE_YEAR <= read.day.year <= self.today.year + 20:
            self.warn(column, "is a date that cannot be meant", "left empty; write 2026-03-01")
            return None
        if read.month_first:
            self.warn(column, "has the month first, unlike other dates", "read so; write 2026-03-01")
        return read.day

    def number(self, column: Column, at_least: int, at_most: int) -> int | None:
        """Read a whole number; a letter before it (``L5``) or ``.0`` after it does not matter."""
        text = self.text(column)
        if text is None:
            return None
        digits = text.casefold().removeprefix("level").removeprefix("grade").lstrip("l ").removesuffix(".0")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 4):  # noqa: PLR2004 - far above any limit
            self.warn(column, "is not a whole number")
            return None
        if not at_least <= int(digits) <= at_most:
            self.warn(column, f"is not between {at_least} and {at_most}")
            return None
        return int(digits)

    def zone(self) -> tuple[str | None, int | None]:
        """Read the time zone and its offset from UTC in minutes."""
        text = self.text(Column.TIME_ZONE)
        if text is None:
            return None, None
        zone = read_zone(text)
        if zone is None:
            self.warn(
                Column.TIME_ZONE, "is no time zone known here, or several", "left empty; write Europe/Berlin"
            )
            return None, None
        return zone, offset_on(zone, self.today)

    def languages(self) -> tuple[str, ...]:
        """Read the languages."""
        parts = listed((self.text(Column.LANGUAGES) or "").replace("/", ";").replace("+", ";"))
        codes = [read_language(part) for part in parts]
        if None in codes:
            self.warn(Column.LANGUAGES, "names a language that is not known here", "that one left out")
        return tuple(dict.fromkeys(code for code in codes if code))

    def employment(self) -> Employment:
        """Read whether the person works here; the codes are T, A and L."""
        status = _STATUS.get((self.text(Column.STATUS) or "").casefold())
        if status is None:
            said = "is missing" if self.text(Column.STATUS) is None else "is none of A, L and T"
            self.warn(Column.STATUS, said, "taken as employed")
            return Employment.EMPLOYED
        return status


_STATUS = {
    **dict.fromkeys(("a", "active", "employed", "current", "aktiv"), Employment.EMPLOYED),
    **dict.fromkeys(
        ("l", "leave", "on leave", "loa", "leave of absence", "parental leave", "inactive", "beurlaubt"),
        Employment.ON_LEAVE,
    ),
    **dict.fromkeys(("t", "terminated", "left", "leaver", "resigned", "retired"), Employment.LEFT),
}


def row_of(
    line: int, header: tuple[Column | None, ...], record: tuple[str, ...], today: date, findings: Findings
) -> Row:
    """Give each cell its meaning, tidied; cells that say nothing are left out."""
    cells: dict[Column, str] = {}
    for column, raw in zip(header, record, strict=False):
        if column is None:
            continue
        text = tidy(raw)
        if (better := repaired(text)) != text:
            findings.note(line, column, "was encoded twice", "accents restored")
            text = tidy(better)
        if "\N{REPLACEMENT CHARACTER}" in text:
            findings.warning(line, column, "has lost a character", "kept as it is; export as UTF-8")
        if text and not (column not in _WORDS and is_nothing(text)):
            cells[column] = text
    return Row(line, cells, today, findings)


_WORDS = frozenset({Column.NAME, Column.GIVEN_NAME, Column.FAMILY_NAME, Column.MOTIVATION})
"""Columns whose words are never taken to say nothing: Null is a surname."""

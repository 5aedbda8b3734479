"""A CSV file as a table of known columns, whatever its encoding, delimiter and header."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from intake.roster.columns import Column, column_of
from intake.roster.errors import UnusableRoster
from intake.roster.findings import Findings
from intake.roster.records import Record, lines_of, records_of

DELIMITERS: Final = (",", ";", "\t", "|")
TITLE_LINES: Final = 10
"""How many lines may stand above the header."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a roster file and what their columns mean.

    Attributes:
        header: For each column of the file, what it means; None for one that is not understood.
        rows: The records below the header.
    """

    header: tuple[Column | None, ...]
    rows: tuple[Record, ...]


def read_table(source: Path | bytes | str, findings: Findings) -> Table:
    """Read a roster file as a table.

    Raises:
        UnusableRoster: it cannot be read, is empty, is not text, or has no column of employee ids.
    """
    name = str(source) if isinstance(source, Path) else "as given"
    try:
        content = source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        raise UnusableRoster(
            source=name, what=f"cannot be read ({error.strerror})", way_out="Give the path of a CSV file"
        ) from error
    text = content if isinstance(content, str) else _decode(content, name, findings)
    lines = lines_of(text.removeprefix("\ufeff"))
    if not any(line.strip() for line in lines):
        raise UnusableRoster(source=name, what="is empty", way_out="Export it again, with a header row")
    delimiter, head = _header(lines, name)
    header = _columns(head, findings)
    # The header's own record may span several lines; the next record begins below all of them.
    rows = islice(records_of(lines, delimiter, head.line - 1, len(header)), 1, None)
    return Table(header, tuple(rows))


def _decode(content: bytes, name: str, findings: Findings) -> str:
    encodings = (
        ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252", "latin-1")
    )
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        if encoding in ("cp1252", "latin-1"):
            findings.warning(
                1, None, "is not UTF-8", "read as Western European; export as UTF-8 if accents look wrong"
            )
        return text
    raise UnusableRoster(source=name, what="is not text", way_out="Export it as CSV, not as a workbook")


def _header(lines: list[str], name: str) -> tuple[str, Record]:
    best: tuple[int, str, Record] | None = None
    for delimiter in DELIMITERS:
        for record in islice(records_of(lines, delimiter), TITLE_LINES):
            known = {column_of(cell) for cell in record.cells} - {None}
            if Column.EMPLOYEE_ID in known and (best is None or len(known) > best[0]):
                best = (len(known), delimiter, record)
    if best is None:
        raise UnusableRoster(
            source=name,
            what="has no header with a column of employee ids",
            way_out="Name the columns in the first row; one of them `Employee ID`",
        )
    return best[1], best[2]


def _columns(head: Record, findings: Findings) -> tuple[Column | None, ...]:
    return tuple(_each_column(head, findings))


def _each_column(head: Record, findings: Findings) -> Iterator[Column | None]:
    seen: set[Column] = set()
    for number, cell in enumerate(head.cells, start=1):
        column = column_of(cell)
        if column is None and cell.strip():
            findings.note(head.line, None, f"has an unknown header in column {number}", "column ignored")
        if column in seen:
            findings.warning(head.line, column, f"occurs again in column {number}", "the first one is used")
            column = None
        if column is not None:
            seen.add(column)
        yield column

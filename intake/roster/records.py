"""The records of a CSV text, one at a time, so that one broken line never swallows its neighbours."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST_RECORD: Final = 40
"""Lines that one quoted record may span; an open quote that runs on is taken for a stray one."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Attributes:
        line: The line on which it begins, from 1.
        cells: What it holds.
        stray_quote: Whether a quote was never closed, so that quotes were taken literally.
    """

    line: int
    cells: tuple[str, ...]
    stray_quote: bool = False


def lines_of(text: str) -> list[str]:
    """Split a text at any of the line ends that spreadsheets write."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def records_of(
    lines: list[str], delimiter: str, start: int = 0, width: int | None = None
) -> Iterator[Record]:
    """Yield the records from a line on (counted from 0), leaving out empty lines.

    A quote may hold line ends, but only where the record then has `width` cells, if that is known.
    """
    at = start
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = _end_of_record(lines, at)
        if end is not None:
            cells = _parse("\n".join(lines[at:end]), delimiter)
            if end == at + 1 or width is None or len(cells) == width:
                yield Record(at + 1, cells)
                at = end
                continue
        yield Record(at + 1, _literally(lines[at], delimiter), stray_quote=True)
        at += 1


def _end_of_record(lines: list[str], start: int) -> int | None:
    """Return the line after a record, or None when a quote opened in it is never closed."""
    quotes = 0
    for end in range(start, min(start + LONGEST_RECORD, len(lines))):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            return end + 1
    return None


def _parse(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([text], delimiter=delimiter)))
    except csv.Error:  # a cell beyond the reader's limit
        return _literally(text, delimiter)


def _literally(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(cell.strip().strip('"') for cell in line.split(delimiter))

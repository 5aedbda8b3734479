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


def records_of(lines: list[str], delimiter: str, start: int = 0) -> Iterator[Record]:
    """Yield the records from a line on (counted from 0), leaving out empty lines."""
    at = start
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = _end_of_record(lines, at)
        stray = end is None
        taken = lines[at : end if end is not None else at + 1]
        cells = _parse("\n".join(taken), delimiter, literal=stray)
        yield Record(at + 1, cells, stray)
        at += len(taken)


def _end_of_record(lines: list[str], start: int) -> int | None:
    """Return the line after a record, or None when a quote opened in it is never closed."""
    quotes = 0
    for end in range(start, min(start + LONGEST_RECORD, len(lines))):
        quotes += lines[end].count('"')
        if quotes % 2 == 0:
            return end + 1
    return None


def _parse(text: str, delimiter: str, *, literal: bool) -> tuple[str, ...]:
    if literal:
        return tuple(text.split(delimiter))
    try:
        return tuple(next(csv.reader([text], delimiter=delimiter)))
    except csv.Error:  # a cell beyond the reader's limit
        return tuple(text.split(delimiter))

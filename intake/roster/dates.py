"""The dates of HR exports: ISO, day first, named months, and the day numbers of spreadsheets."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Final, NamedTuple

SPREADSHEET_EPOCH: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet, with its leap year 1900 that never was."""

_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?", re.ASCII)
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBERS: Final = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:.*)?", re.ASCII)
_DAY_MONTH: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-. ]+([a-z]+)\.?[-, ]+(\d{4}|\d{2})", re.ASCII)
_MONTH_DAY: Final = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_SERIAL: Final = re.compile(r"([2-7]\d{4})(?:[.,]\d+)?", re.ASCII)

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier janv enero ene gennaio",
            "feb february februar fevrier fevr febrero febbraio",
            "mar march marz maerz mrz mars marzo",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio",
            "jun june juni juin junio giugno",
            "jul july juli juillet juil julio luglio",
            "aug august aout agosto ago",
            "sep sept september septembre septiembre settembre",
            "oct october oktober okt octobre octubre ottobre",
            "nov november novembre noviembre",
            "dec december dezember dez decembre diciembre dic dicembre",
        ),
        start=1,
    )
    for name in names.split()
}


class ReadDate(NamedTuple):
    """A date, and whether the month had to be taken for the first number."""

    day: date
    month_first: bool = False


def read_date(text: str, today: date) -> ReadDate | None:
    """Read a date as an HR export writes it; None when it is none.

    ``01/03/2026`` is the first of March; only where that is impossible is the month taken to stand
    first. Years of two digits lie between 79 years back and 20 ahead.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(each for each in plain if not unicodedata.combining(each)).strip()
    try:
        return _read(plain, today)
    except ValueError:  # a day that its month does not have
        return None


def _read(text: str, today: date) -> ReadDate | None:
    if found := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return ReadDate(date(int(found[1]), int(found[2]), int(found[3])))
    if found := _SERIAL.fullmatch(text):
        return ReadDate(SPREADSHEET_EPOCH + timedelta(days=int(found[1])))
    if found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), _year(found[4], today)
        month_first = second > 12 >= first  # noqa: PLR2004 - months of a year
        day, month = (second, first) if month_first else (first, second)
        return ReadDate(date(year, month, day), month_first)
    if (found := _DAY_MONTH.fullmatch(text)) and found[2] in _MONTHS:
        return ReadDate(date(_year(found[3], today), _MONTHS[found[2]], int(found[1])))
    if (found := _MONTH_DAY.fullmatch(text)) and found[1] in _MONTHS:
        return ReadDate(date(int(found[3]), _MONTHS[found[1]], int(found[2])))
    return None


def _year(digits: str, today: date) -> int:
    if len(digits) == 4:  # noqa: PLR2004 - written in full
        return int(digits)
    year = today.year // 100 * 100 + int(digits)
    return year - 100 if year > today.year + 20 else year

"""Durations as people write them: ``14 days``, ``6 weeks``, ``48 hours``, ``1 week 3 days``."""

import re
from datetime import timedelta
from typing import Final

LONGEST: Final = 80
"""Characters; more of them could add up to more than a `timedelta` holds."""

_UNITS: Final = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}
_PART: Final = re.compile(r"([0-9]{1,7})\s*(minute|hour|day|week)s?(?:\s*(?:,|and)\s*|\s+|$)", re.IGNORECASE)
_MONTHS: Final = re.compile(r"\b(month|quarter|year)s?\b", re.IGNORECASE)


def parse_duration(written: object) -> object:
    """Read a written duration; leave ISO 8601 text and `timedelta` values to pydantic.

    Raises:
        ValueError: it is none of these; the message names the way out. Months and years are refused,
            since they have no fixed length.
    """
    if isinstance(written, timedelta) or (isinstance(written, str) and written.lstrip("+-").startswith("P")):
        return written
    if not isinstance(written, str):
        message = "is not a duration; write a number with its unit, such as 14 days, 6 weeks or 48 hours"
        raise ValueError(message)  # noqa: TRY004 - pydantic reports ValueError as a finding, TypeError as a crash
    if _MONTHS.search(written):
        message = "has no fixed length; write it in weeks or days, such as 39 weeks or 270 days"
        raise ValueError(message)
    total, rest = timedelta(0), written.strip()[:LONGEST]
    while part := _PART.match(rest):
        total += int(part[1]) * _UNITS[part[2].lower()]
        rest = rest[part.end() :]
    if rest or not 0 < len(written.strip()) <= LONGEST:
        message = "is not a duration; write something like 14 days, 6 weeks, 48 hours or P14D"
        raise ValueError(message)
    return total


def in_words(duration: timedelta) -> str:
    """Write a duration in its largest whole unit: ``6 weeks``, ``10 days``, ``48 hours``.

    Remainders of a minute are dropped.
    """
    for name, unit in reversed(_UNITS.items()):
        count, remainder = divmod(duration, unit)
        if count and not remainder:
            return f"{count} {name}" if count == 1 else f"{count} {name}s"
    return f"{duration // _UNITS['minute']} minutes"

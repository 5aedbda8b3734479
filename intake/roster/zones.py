"""Time zones as HR exports write them: IANA names, UTC offsets, and the names of Windows."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

_OFFSET: Final = re.compile(
    r"\(?(?:utc|gmt|z)?\s*([+\-\u2212\u2013])\s*(\d{1,2})(?::?(\d{2}))?\)?(?:\s.*)?", re.ASCII | re.IGNORECASE
)
_UTC: Final = frozenset({"utc", "gmt", "z", "(utc)", "zulu"})

_BY_OFFSET: Final = {
    -570: "Pacific/Marquesas",
    -210: "America/St_Johns",
    210: "Asia/Tehran",
    270: "Asia/Kabul",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    390: "Asia/Yangon",
    570: "Australia/Darwin",
    630: "Australia/Lord_Howe",
}
"""Zones for offsets that are not whole hours; whole hours have names of their own."""

_OTHER_NAMES: Final = {
    "w. europe standard time": "Europe/Berlin",
    "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw",
    "romance standard time": "Europe/Paris",
    "gmt standard time": "Europe/London",
    "fle standard time": "Europe/Kyiv",
    "gtb standard time": "Europe/Bucharest",
    "turkey standard time": "Europe/Istanbul",
    "eastern standard time": "America/New_York",
    "central standard time": "America/Chicago",
    "mountain standard time": "America/Denver",
    "pacific standard time": "America/Los_Angeles",
    "e. south america standard time": "America/Sao_Paulo",
    "india standard time": "Asia/Kolkata",
    "china standard time": "Asia/Shanghai",
    "singapore standard time": "Asia/Singapore",
    "tokyo standard time": "Asia/Tokyo",
    "aus eastern standard time": "Australia/Sydney",
    "cest": "Europe/Berlin",
    "cet": "Europe/Berlin",
    "mez": "Europe/Berlin",
    "eet": "Europe/Bucharest",
    "wet": "Europe/Lisbon",
    "jst": "Asia/Tokyo",
}
"""Windows names, and abbreviations with one meaning; BST, CST and IST have several and are not read."""


def read_zone(text: str) -> str | None:
    """Return the IANA name of a time zone; None when it is none, or could be several."""
    name = text.strip().casefold()
    if name in _UTC:
        return "Etc/UTC"
    if known := _OTHER_NAMES.get(name) or _iana().get(name.replace(" ", "_")):
        return known
    if found := _OFFSET.fullmatch(name):
        sign = 1 if found[1] == "+" else -1
        return _zone_at(sign * (int(found[2]) * 60 + int(found[3] or 0)))
    return None


def offset_on(zone: str, day: date) -> int:
    """Return how many minutes a zone is ahead of UTC at noon of a day."""
    ahead = datetime.combine(day, time(12), tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
    return (ahead or timedelta(0)) // timedelta(minutes=1)


def _zone_at(minutes: int) -> str | None:
    hours, odd = divmod(minutes, 60)
    if odd:
        return _BY_OFFSET.get(minutes)
    if hours == 0:
        return "Etc/UTC"
    # POSIX counts westwards: Etc/GMT-1 is one hour ahead of UTC.
    return f"Etc/GMT{-hours:+d}" if -12 <= hours <= 14 else None  # noqa: PLR2004 - the range of time zones


@lru_cache(maxsize=1)
def _iana() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() if "/" in name}

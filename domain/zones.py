"""Time zones, by the names that people and their systems give them."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str | None) -> ZoneInfo | None:
    """Return the time zone with an IANA name; None when nothing is said, or no zone is called that.

    The log holds whatever an HR system said, so every name has an answer: none of them raises.
    """
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):  # unknown, malformed, or the name of a folder
        return None

"""Calendar entries as mail programs understand them: iCalendar (RFC 5545) by mail (RFC 6047).

One meeting at one instant needs no more than UTC, so there are no time zone definitions and nothing that
a library would spare us.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from domain.notice import CalendarEntry
from notify.api import Invitation

PRODUCT: Final = "-//Mentoring programme engine//EN"
_LINE_OCTETS: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def method(entry: CalendarEntry) -> str:
    """Return what the recipient's calendar is asked to do: ``REQUEST`` or ``CANCEL``."""
    return "CANCEL" if entry.cancelled else "REQUEST"


def icalendar(invitation: Invitation, organiser: str, attendee: str, now: datetime) -> str:
    """Write a calendar entry.

    Every version has the same ``UID``, and a later one a higher ``SEQUENCE``, so that a calendar moves or
    removes the meeting instead of adding another.

    Args:
        invitation: The meeting.
        organiser: The address that invites.
        attendee: The address that is invited.
        now: When this version was written.
    """
    entry = invitation.entry
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        f"METHOD:{method(entry)}",
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTAMP:{_instant(now)}",
        f"DTSTART:{_instant(entry.starts_at)}",
        f"DTEND:{_instant(entry.starts_at + timedelta(minutes=entry.minutes))}",
        f"SUMMARY:{_text(invitation.summary)}",
        f"ORGANIZER:mailto:{organiser}",
        f"ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:{attendee}",
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    return value.replace("\r\n", "\n").translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Break a line that is too long; what follows the break begins with a space. Letters stay whole."""
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LINE_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part

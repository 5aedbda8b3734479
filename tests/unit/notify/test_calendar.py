from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from domain.notice import CalendarEntry
from notify.api import Invitation
from notify.calendar import icalendar, method

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
ENTRY = CalendarEntry(
    uid="relationship-1/m-1",
    sequence=2,
    starts_at=datetime(2027, 3, 4, 9, 0, tzinfo=timezone(timedelta(hours=1))),
    minutes=45,
)


def written(entry: CalendarEntry, summary: str = "Mentoring") -> str:
    """Write an entry for the examples."""
    return icalendar(Invitation(entry, summary), "mentoring@example.org", "anna@example.org", NOW)


def test_a_meeting_is_requested() -> None:
    """The entry as RFC 5545 has it: lines with CR and LF, times in UTC, identity and sequence."""
    assert written(ENTRY).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mentoring programme engine//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        "UID:relationship-1/m-1",
        "SEQUENCE:2",
        "DTSTAMP:20270301T093000Z",
        "DTSTART:20270304T080000Z",
        "DTEND:20270304T084500Z",
        "SUMMARY:Mentoring",
        "ORGANIZER:mailto:mentoring@example.org",
        "ATTENDEE;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:anna@example.org",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_meeting_is_taken_away() -> None:
    """A cancelled entry keeps its identity and asks the calendar to cancel it."""
    cancelled = ENTRY.model_copy(update={"cancelled": True, "sequence": 3})
    assert method(cancelled) == "CANCEL"
    text = written(cancelled)
    assert "METHOD:CANCEL\r\n" in text
    assert "UID:relationship-1/m-1\r\nSEQUENCE:3\r\n" in text
    assert "STATUS:CANCELLED\r\n" in text


def test_special_letters_are_escaped() -> None:
    """What has a meaning in the format is marked as plain text."""
    assert "SUMMARY:Bo\\, Ek\\; \\\\ \\nnew" in written(ENTRY, "Bo, Ek; \\ \nnew")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_long_lines_are_folded(summary: str) -> None:
    """No line has more than 75 octets, and joining the folded ones gives the text back."""
    text = written(ENTRY, summary)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    escaped = summary.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY:{escaped}\r\n" in unfolded

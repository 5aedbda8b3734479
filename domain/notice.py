"""What somebody has to be told because something happened."""

from pydantic import AwareDatetime

from domain.values import Value


class CalendarEntry(Value):
    """A meeting as it belongs into the recipient's calendar.

    Attributes:
        uid: The same for every version of the entry.
        sequence: Higher for each later version.
        starts_at: When the meeting starts.
        minutes: How long it takes.
        cancelled: Whether it is to be taken out again.
    """

    uid: str
    sequence: int
    starts_at: AwareDatetime
    minutes: int
    cancelled: bool = False


class Notice(Value):
    """A message on its way to one recipient, before words and address are found for it.

    Attributes:
        template: Which words to use, ``cycle_phase_overdue``.
        recipient: Whom to tell: a person id or the name of a role.
        facts: What the words are filled with; never personal data.
        key: Says what it is about, so that the same notice is sent once however often it is asked for.
        calendar: The meeting that it brings, moves or takes away, if it is about one.
    """

    template: str
    recipient: str
    facts: dict[str, str]
    key: str
    calendar: CalendarEntry | None = None

"""Planning meetings and reporting what became of them."""

from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, Field

from domain.command import Command
from domain.relationship.layers import Layer
from domain.relationship.reasons import CancellationReason
from domain.sealed import Sealed

MINUTES_AT_LEAST: Final = 5
MINUTES_AT_MOST: Final = 480
"""How long a meeting can be: from five minutes to eight hours."""

Minutes = Annotated[int, Field(ge=MINUTES_AT_LEAST, le=MINUTES_AT_MOST)]


class ScheduleMeeting(Command):
    """Book a meeting.

    Attributes:
        meeting: Its identifier, new in this relationship.
        by: Who books it.
        starts_at: When it starts, in the future and before the planned end.
        minutes: How long it takes; the agreed or usual length when left out.
    """

    kind: Literal["schedule_meeting"] = "schedule_meeting"
    meeting: str
    by: str
    starts_at: AwareDatetime
    minutes: Minutes | None = None


class RescheduleMeeting(Command):
    """Move a booked meeting.

    Attributes:
        meeting: Its identifier.
        by: Who moves it.
        starts_at: When it now starts.
        minutes: How long it now takes; as before when left out.
    """

    kind: Literal["reschedule_meeting"] = "reschedule_meeting"
    meeting: str
    by: str
    starts_at: AwareDatetime
    minutes: Minutes | None = None


class CancelMeeting(Command):
    """Cancel a booked meeting.

    Attributes:
        meeting: Its identifier.
        by: Who cancels it.
        reason: The class of the reason.
        note: Their own words.
    """

    kind: Literal["cancel_meeting"] = "cancel_meeting"
    meeting: str
    by: str
    reason: CancellationReason
    note: Sealed | None = None


class ReportMeetingHeld(Command):
    """Report that a meeting took place.

    Attributes:
        meeting: Its identifier; a new one for a meeting that was not booked.
        by: Who reports it.
        starts_at: When it started, not before the offer was accepted; needed only for one not booked.
        minutes: How long it took; as booked, agreed or usual when left out.
        absent: Members who were missing; two at least were there, or it was not held.
        layer: The layer that was worked on (seed 002).
        notes: Their own words.
    """

    kind: Literal["report_meeting_held"] = "report_meeting_held"
    meeting: str
    by: str
    starts_at: AwareDatetime | None = None
    minutes: Minutes | None = None
    absent: tuple[str, ...] = ()
    layer: Layer | None = None
    notes: Sealed | None = None


class ReportMeetingNotHeld(Command):
    """Report that a booked meeting did not take place.

    Attributes:
        meeting: Its identifier.
        by: Who reports it.
        absent: Who did not come; empty when nobody is to be named, which is no no-show.
        note: Their own words.
    """

    kind: Literal["report_meeting_not_held"] = "report_meeting_not_held"
    meeting: str
    by: str
    absent: tuple[str, ...] = ()
    note: Sealed | None = None

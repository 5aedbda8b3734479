"""Booking meetings and telling what became of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from domain.command import Command
from domain.ids import derive
from domain.relationship.commands import (
    RecordNeutralContact,
    ReportMeetingHeld,
    ReportMeetingNotHeld,
    ScheduleMeeting,
)
from domain.relationship.events import (
    MeetingHeld,
    MeetingNotHeld,
    MeetingScheduled,
    MeetingUnconfirmed,
    RelationshipAccepted,
    RelationshipActivated,
    RelationshipResumed,
)
from domain.relationship.state import RUNNING, UNDER_WAY
from rehearsal.fates import Fate
from rehearsal.scene import Intention, Pen, Scene, days, just
from rehearsal.texts import NOTES

FORGOTTEN_IN_A_HUNDRED: Final = 4
NOT_HELD_IN_A_HUNDRED: Final = 8
LAST_LAYER: Final = 6
HELD_BEFORE_LOSING_TOUCH: Final = 3


def book_first(scene: Scene, event: RelationshipAccepted) -> Iterator[Intention]:
    """Book the first meeting; now and then later than the programme would like."""
    chance = scene.chance("first meeting")
    wait = chance.uniform(3, 7) if chance.random() < 0.9 else chance.uniform(12, 16)
    yield _booking(scene, event.at + days(chance.uniform(0.5, 2)), wait, number=1)


def book_next(
    scene: Scene,
    event: MeetingHeld | MeetingNotHeld | MeetingUnconfirmed | RelationshipActivated | RelationshipResumed,
) -> Iterator[Intention]:
    """Book another meeting, at the agreed rhythm once there is an agreement."""
    number = scene.settled_meetings + 1
    chance = scene.chance("meeting", number)
    rhythm = scene.state.agreed.meeting_every if scene.state.agreed else timedelta(days=14)
    wait = max(3.0, rhythm / timedelta(days=1) + chance.uniform(-4, 4))
    yield _booking(scene, event.at + days(chance.uniform(0.3, 1.5)), wait, number)


def report(scene: Scene, event: MeetingScheduled) -> Iterator[Intention]:
    """Tell what became of a meeting, unless everybody forgets."""
    chance = scene.chance("report", event.meeting)
    over = event.starts_at + timedelta(minutes=event.minutes)
    if scene.state.held and chance.randrange(100) < FORGOTTEN_IN_A_HUNDRED and not _loses_touch(scene):
        return
    at = over + timedelta(hours=chance.uniform(1, 10))
    reporter = scene.leader if chance.random() < 0.6 else scene.follower
    yield scene.member(
        reporter, at, f"report/{event.meeting}", partial(_report, scene, event.meeting, reporter)
    )


def speak_with_neutral_party(scene: Scene, event: MeetingHeld) -> Iterator[Intention]:
    """Hear from the neutral party after the first meeting."""
    if scene.state.held == 1:
        at = event.at + days(scene.chance("contact").uniform(0.2, 1.5))
        yield scene.neutral(at, "contact", just(RecordNeutralContact(by=scene.neutral_party)))


def _booking(scene: Scene, at: datetime, wait: float, number: int) -> Intention:
    meeting = str(derive(scene.stream, "meeting", number))

    def book(_: Pen) -> Command | None:
        state = scene.state
        starts_at = (scene.now() + days(wait)).replace(minute=0, second=0, microsecond=0)
        if state.status not in UNDER_WAY or state.booked or starts_at > state.end - days(2):
            return None
        return ScheduleMeeting(meeting=meeting, by=scene.leader, starts_at=starts_at)

    return scene.member(scene.leader, at, f"book/{number}", book)


def _loses_touch(scene: Scene) -> bool:
    return scene.fate is Fate.LOSES_TOUCH and scene.state.held_running >= HELD_BEFORE_LOSING_TOUCH


def _report(scene: Scene, meeting: str, reporter: str, pen: Pen) -> Command:
    chance = scene.chance("outcome", meeting)
    if _loses_touch(scene):
        return ReportMeetingNotHeld(meeting=meeting, by=scene.leader, absent=(scene.follower,))
    if scene.state.held and chance.randrange(100) < NOT_HELD_IN_A_HUNDRED:
        return ReportMeetingNotHeld(meeting=meeting, by=reporter)
    notes = pen.write(chance.choice(NOTES), "notes") if chance.random() < 0.4 else None
    layer = min(LAST_LAYER, 1 + scene.state.held) if scene.state.status in RUNNING else 1
    return ReportMeetingHeld(meeting=meeting, by=reporter, layer=layer, notes=notes)

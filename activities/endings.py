"""What follows for everybody else when a relationship teaches something, or ends."""

from datetime import datetime
from typing import Final

from activities.direct import Direct
from activities.threads import uninterrupted
from domain.application import application_stream
from domain.application.commands import ReleaseApplicant
from domain.lesson import lesson_stream
from domain.lesson.commands import CaptureLesson
from domain.lesson.values import Context, Occasion
from domain.person.commands import DeclareExclusion
from domain.person.values import ExclusionReason
from domain.relationship.reasons import ClosureReason
from domain.sealed import Sealed
from domain.values import Value
from domain.vocabulary import Outcome, Role
from eventstore.api import EventStore

LEFT: Final = (Outcome.MENTOR_LEFT, Outcome.MENTEE_LEFT, Outcome.PEER_LEFT)
REMATCHED: Final = (*LEFT, Outcome.NO_FAULT, Outcome.DECLINED, Outcome.EXPIRED, Outcome.WITHDRAWN)
"""Ends after which those who stay wait for another match, with priority."""

MISFIT: Final = (ClosureReason.NOT_A_FIT, ClosureReason.NO_FAULT)
"""Reasons that may lie between two people; `NO_FAULT` is for who wants to give none."""

A_PAIR: Final = 2
"""Nobody says who did not fit whom in a larger group, so that it keeps nobody apart."""


class Participant(Value):
    """A member of a relationship, as others need to know them.

    Attributes:
        person: Who.
        role: In which role.
        gone: Whether they went before the end.
    """

    person: str
    role: Role
    gone: bool


class Ended(Value):
    """A relationship that ended.

    Attributes:
        relationship: Its stream.
        cycle: Its cycle.
        track: Its track.
        members: Who was in it.
        outcome: How it ended.
        reason: Why.
        now: The engine's time.
    """

    relationship: str
    cycle: str
    track: str
    members: tuple[Participant, ...]
    outcome: Outcome
    reason: ClosureReason
    now: datetime


class Learned(Value):
    """A lesson that somebody drew from a relationship.

    Attributes:
        relationship: The stream.
        programme: The programme.
        cycle: The cycle.
        by: Who drew it.
        occasion: When they drew it.
        text: The lesson, sealed.
        now: The engine's time.
    """

    relationship: str
    programme: str
    cycle: str
    by: str
    occasion: Occasion
    text: Sealed
    now: datetime


class EndingActivities:
    """Frees applicants, keeps failed pairs apart, and captures lessons."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    @uninterrupted
    def release_members(self, ended: Ended) -> None:
        """Free the applicants of a relationship that ended, and keep a pair apart that did not fit."""
        direct = Direct(self._store, ended.cycle, ended.now)
        for member in ended.members:
            direct.send_unless_needless(
                application_stream(ended.cycle, member.person, member.role, ended.track),
                ReleaseApplicant(
                    relationship=ended.relationship,
                    outcome=ended.outcome,
                    rematch=ended.outcome in REMATCHED and not member.gone,
                ),
                ended.relationship,
            )
        if ended.outcome is Outcome.NO_FAULT and ended.reason in MISFIT and len(ended.members) == A_PAIR:
            _keep_apart(direct, ended)

    @uninterrupted
    def capture_lesson(self, learned: Learned) -> None:
        """Put a lesson into the lessons-learned log, where it waits for its review."""
        Direct(self._store, learned.cycle, learned.now).send(
            lesson_stream(learned.relationship, learned.text.bound_to),
            CaptureLesson(
                programme=learned.programme,
                cycle=learned.cycle,
                relationship=learned.relationship,
                by=learned.by,
                occasion=learned.occasion,
                context=Context.OTHER,
                text=learned.text,
            ),
        )


def _keep_apart(direct: Direct, ended: Ended) -> None:
    """Exclude a pair that did not fit from meeting again, in whatever programme."""
    people = [member.person for member in ended.members]
    for person in people:
        for other in people:
            if other != person:
                exclusion = DeclareExclusion(other=other, reason=ExclusionReason.NO_FAULT_CONCLUSION)
                direct.send_unless_needless(person, exclusion, ended.relationship, other)

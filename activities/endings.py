"""What follows for everybody else when a relationship ends."""

from datetime import datetime
from typing import Final

from activities.direct import Direct
from activities.threads import uninterrupted
from domain.application import application_stream
from domain.application.commands import ReleaseApplicant
from domain.person.commands import DeclareExclusion
from domain.person.values import ExclusionReason
from domain.relationship.ending import keeps_apart
from domain.relationship.reasons import ClosureReason
from domain.values import Value
from domain.vocabulary import Outcome, Role
from eventstore.api import EventStore

LEFT: Final = (Outcome.MENTOR_LEFT, Outcome.MENTEE_LEFT, Outcome.PEER_LEFT)
REMATCHED: Final = (*LEFT, Outcome.NO_FAULT, Outcome.DECLINED, Outcome.EXPIRED, Outcome.WITHDRAWN)
"""Ends after which those who stay wait for another match, with priority."""


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


class EndingActivities:
    """Frees applicants, and keeps failed pairs apart."""

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
        if keeps_apart(ended.reason, len(ended.members)):
            _keep_apart(direct, ended)


def _keep_apart(direct: Direct, ended: Ended) -> None:
    """Exclude a pair that did not fit from meeting again, in whatever programme."""
    people = [member.person for member in ended.members]
    for person in people:
        for other in people:
            if other != person:
                exclusion = DeclareExclusion(other=other, reason=ExclusionReason.NO_FAULT_CONCLUSION)
                direct.send_unless_needless(person, exclusion, ended.relationship, other)

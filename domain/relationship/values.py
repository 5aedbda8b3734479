"""The parts that a relationship is made of."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Final

from pydantic import AwareDatetime, Field

from domain.relationship.reasons import ClosureReason, PauseReason
from domain.sealed import Sealed
from domain.values import Value
from domain.vocabulary import Health, Outcome, Role

Score = Annotated[int, Field(ge=1, le=5)]
"""How it goes, from 1 (badly) to 5 (very well)."""

BEST: Final = 5
"""The highest score."""

MatchScore = Annotated[int, Field(ge=0, le=10_000)]
"""How well people match, in hundredths of a point from 0 to 100."""


class Member(Value):
    """One person of a relationship.

    Attributes:
        person: The opaque identifier.
        role: The part they play.
        gone: Why they are no longer part of it, or None while they are.
    """

    person: str
    role: Role
    gone: ClosureReason | None = None


class Conversation(Value):
    """What a member answered in the conversation before accepting (seed 004), each part sealed.

    Attributes:
        process: How they understand the process.
        roles: Which roles and responsibilities they see.
        hopes_and_concerns: What they hope for and worry about.
        success_measures: By what they will tell success.
        when_problems_arise: What they will do if problems arise.
    """

    process: Sealed | None = None
    roles: Sealed | None = None
    hopes_and_concerns: Sealed | None = None
    success_measures: Sealed | None = None
    when_problems_arise: Sealed | None = None


class Fit(StrEnum):
    """How a member finds the match after meeting."""

    GOOD_FIT = "good_fit"
    DECIDING = "deciding"
    NOT_A_FIT = "not_a_fit"


class MeetingStatus(StrEnum):
    """What became of a meeting; a past one that nobody reported is never taken for held."""

    SCHEDULED = "scheduled"
    HELD = "held"
    NOT_HELD = "not_held"
    UNCONFIRMED = "unconfirmed"
    CANCELLED = "cancelled"


class Meeting(Value):
    """One meeting.

    Attributes:
        id: Given by whoever scheduled it.
        at: When it starts.
        minutes: How long it takes.
        status: What became of it.
        revision: How often it was moved; the sequence number of its calendar entry.
        asked: Whether the members were asked to report it.
    """

    id: str
    at: AwareDatetime
    minutes: int
    status: MeetingStatus
    revision: int = 0
    asked: bool = False

    @property
    def ends(self) -> datetime:
        """When it is over."""
        return self.at + timedelta(minutes=self.minutes)


class GoalStatus(StrEnum):
    """What became of a goal."""

    OPEN = "open"
    ACHIEVED = "achieved"
    DROPPED = "dropped"


class Draft(Value):
    """An agreement that waits for signatures.

    Attributes:
        version: Its number.
        sha256: The hash of its document.
        since: When it was drafted.
        signed: Who signed it already.
        meeting_every: The rhythm it proposes.
        meeting_minutes: The length of a meeting that it proposes.
    """

    version: int
    sha256: str
    since: AwareDatetime
    meeting_every: timedelta
    meeting_minutes: int
    signed: tuple[str, ...] = ()


class Pulse(Value):
    """A check-in that takes answers.

    Attributes:
        number: From 1.
        since: When it opened.
        answers: The score of each who answered.
    """

    number: int
    since: AwareDatetime
    answers: dict[str, Score] = Field(default_factory=dict)


class Review(Value):
    """A review that the neutral party owes.

    Attributes:
        number: From 1.
        since: When it fell due.
    """

    number: int
    since: AwareDatetime


class Concern(Value):
    """Something that a member told the neutral party in confidence, and that awaits an answer.

    Attributes:
        person: Who raised it.
        since: When.
    """

    person: str
    since: AwareDatetime


class Extension(Value):
    """A wish to go on beyond the planned end.

    Attributes:
        until: The end that is asked for.
        since: When it was asked for.
        accepted: Who agrees; the one who asked is the first.
    """

    until: AwareDatetime
    since: AwareDatetime
    accepted: tuple[str, ...]


class Pause(Value):
    """A pause that goes on.

    Attributes:
        since: When it began.
        resume_on: When it ends by itself.
        reason: Its class.
    """

    since: AwareDatetime
    resume_on: AwareDatetime
    reason: PauseReason


class Rest(Value):
    """A pause that is over; the clocks of the relationship stood still meanwhile.

    Attributes:
        start: When it began.
        end: When it ended.
    """

    start: AwareDatetime
    end: AwareDatetime


class Ending(Value):
    """How a relationship ends.

    Attributes:
        since: When closing began.
        reason: The class of the reason.
        outcome: What it will be counted as.
    """

    since: AwareDatetime
    reason: ClosureReason
    outcome: Outcome


class Verdict(Value):
    """What the latest review or pulse said.

    Attributes:
        health: The reviewer's judgement, if there was a review.
        lowest: The lowest score of a pulse since that review, the latest that anybody answered.
    """

    health: Health | None = None
    lowest: Score | None = None

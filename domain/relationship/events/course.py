"""Turns in the course of a relationship: pause, extension, people leaving, conflicts, the end."""

from typing import ClassVar

from pydantic import AwareDatetime

from domain.relationship.events.base import RelationshipEvent
from domain.relationship.reasons import ClosureReason, ConflictResolution, PauseReason, VoidReason
from domain.relationship.values import Score
from domain.sealed import Sealed
from domain.vocabulary import Outcome


class RelationshipPaused(RelationshipEvent):
    """The relationship rests and all its clocks stand still.

    Attributes:
        by: Who asked.
        reason: The class of the reason.
        resume_on: When it goes on by itself.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.paused"

    by: str
    reason: PauseReason
    resume_on: AwareDatetime
    note: Sealed | None = None


class RelationshipResumed(RelationshipEvent):
    """The relationship goes on; every deadline moved by the length of the pause.

    Attributes:
        by: Who asked, or None when the pause ran out.
        planned_end: When the relationship is now planned to end.
    """

    type: ClassVar[str] = "relationship.resumed"

    by: str | None = None
    planned_end: AwareDatetime


class WindUpStarted(RelationshipEvent):
    """The planned end is near: time to review, to celebrate and to decide how to go on."""

    type: ClassVar[str] = "relationship.wind_up_started"


class ExtensionRequested(RelationshipEvent):
    """A member wishes to go on beyond the planned end.

    Attributes:
        by: Who.
        until: The end they ask for.
    """

    type: ClassVar[str] = "relationship.extension_requested"

    by: str
    until: AwareDatetime


class ExtensionAccepted(RelationshipEvent):
    """Another member agrees to go on.

    Attributes:
        person: Who.
    """

    type: ClassVar[str] = "relationship.extension_accepted"

    person: str


class ExtensionDeclined(RelationshipEvent):
    """A member does not wish to go on; the planned end stays.

    Attributes:
        person: Who.
    """

    type: ClassVar[str] = "relationship.extension_declined"

    person: str


class RelationshipExtended(RelationshipEvent):
    """Everybody agreed to go on.

    Attributes:
        planned_end: The new planned end.
    """

    type: ClassVar[str] = "relationship.extended"

    planned_end: AwareDatetime


class RoleConflictFlagged(RelationshipEvent):
    """A reporting line now runs between members.

    Attributes:
        persons: Between whom.
    """

    type: ClassVar[str] = "relationship.role_conflict_flagged"

    persons: tuple[str, ...]


class RoleConflictResolved(RelationshipEvent):
    """It was decided what a reporting line between members means for them.

    Attributes:
        by: Who decided.
        resolution: What was decided.
        note: Why, in their own words.
    """

    type: ClassVar[str] = "relationship.role_conflict_resolved"

    by: str
    resolution: ConflictResolution
    note: Sealed | None = None


class MemberLeft(RelationshipEvent):
    """A member left the organisation.

    Attributes:
        person: Who.
    """

    type: ClassVar[str] = "relationship.member_left"

    person: str


class MemberDeparted(RelationshipEvent):
    """A member left a group that goes on without them.

    Attributes:
        person: Who.
        reason: The class of the reason.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.member_departed"

    person: str
    reason: ClosureReason
    note: Sealed | None = None


class ClosureRequested(RelationshipEvent):
    """Somebody asked to end the relationship before its planned end.

    Attributes:
        by: Who.
        reason: The class of the reason.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.closure_requested"

    by: str
    reason: ClosureReason
    note: Sealed | None = None


class ClosingStarted(RelationshipEvent):
    """The relationship ends; its members are asked to look back.

    Attributes:
        reason: The class of the reason.
        outcome: What it will be counted as.
    """

    type: ClassVar[str] = "relationship.closing_started"

    reason: ClosureReason
    outcome: Outcome


class ExitSurveyAnswered(RelationshipEvent):
    """A member looked back.

    Attributes:
        person: Who.
        score: From 1 (badly) to 5 (very well).
        goals_achieved: How many of the goals they see as reached.
        goals_set: Of how many.
        text: Their own words.
        lesson: What the organisation can learn from it.
    """

    type: ClassVar[str] = "relationship.exit_survey_answered"

    person: str
    score: Score
    goals_achieved: int = 0
    goals_set: int = 0
    text: Sealed | None = None
    lesson: Sealed | None = None


class RelationshipVoided(RelationshipEvent):
    """The relationship should never have been; its history stays.

    Attributes:
        by: Who found the mistake.
        reason: The class of the mistake.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.voided"

    by: str
    reason: VoidReason
    note: Sealed | None = None


class RelationshipClosed(RelationshipEvent):
    """The relationship is over.

    Attributes:
        outcome: What it is counted as.
        reason: The class of the reason.
    """

    type: ClassVar[str] = "relationship.closed"

    outcome: Outcome
    reason: ClosureReason

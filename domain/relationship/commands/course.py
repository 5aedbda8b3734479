"""Pausing, extending, leaving, resolving conflicts, ending."""

from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from domain.command import Command
from domain.relationship.reasons import ConflictResolution, PauseReason, RequestableReason, VoidReason
from domain.relationship.values import Score
from domain.sealed import Sealed


class PauseRelationship(Command):
    """Let the relationship rest; all its clocks stand still until it goes on.

    Attributes:
        by: Who asks.
        reason: The class of the reason.
        resume_on: When it goes on by itself; within the longest pause of the policies.
        note: Their own words.
    """

    kind: Literal["pause_relationship"] = "pause_relationship"
    by: str
    reason: PauseReason
    resume_on: AwareDatetime
    note: Sealed | None = None


class ResumeRelationship(Command):
    """Go on before the pause runs out.

    Attributes:
        by: Who asks.
    """

    kind: Literal["resume_relationship"] = "resume_relationship"
    by: str


class RequestExtension(Command):
    """Ask as a member to go on beyond the planned end.

    Attributes:
        person: Who asks.
        until: The new end; within the longest extension of the policies.
    """

    kind: Literal["request_extension"] = "request_extension"
    person: str
    until: AwareDatetime


class AcceptExtension(Command):
    """Agree as another member to go on.

    Attributes:
        person: Who agrees.
    """

    kind: Literal["accept_extension"] = "accept_extension"
    person: str


class DeclineExtension(Command):
    """Let it end as planned.

    Attributes:
        person: Who does not wish to go on.
    """

    kind: Literal["decline_extension"] = "decline_extension"
    person: str


class FlagRoleConflict(Command):
    """Report that a reporting line now runs between members.

    Attributes:
        persons: Between whom; two or more members.
    """

    kind: Literal["flag_role_conflict"] = "flag_role_conflict"
    persons: tuple[str, ...] = Field(min_length=2)


class ResolveRoleConflict(Command):
    """Decide as the neutral party or the coordinator what the reporting line means.

    Attributes:
        by: Who decides.
        resolution: Carry on by waiver, or close.
        note: Why, in their own words.
    """

    kind: Literal["resolve_role_conflict"] = "resolve_role_conflict"
    by: str
    resolution: ConflictResolution
    note: Sealed | None = None


class RecordMemberLeft(Command):
    """Record that a member left the organisation.

    Attributes:
        person: Who.
    """

    kind: Literal["record_member_left"] = "record_member_left"
    person: str


class RequestClosure(Command):
    """Ask to end; a member of a group that can go on without them leaves it instead.

    Attributes:
        by: Who asks.
        reason: The class of the reason; `no_fault` for who wishes to give none.
        note: Their own words.
    """

    kind: Literal["request_closure"] = "request_closure"
    by: str
    reason: RequestableReason
    note: Sealed | None = None


class AnswerExitSurvey(Command):
    """Look back as a member.

    Attributes:
        person: Who answers.
        score: From 1 (badly) to 5 (very well).
        goals_achieved: How many of the goals they see as reached.
        goals_set: Of how many.
        text: Their own words.
        lesson: What the organisation can learn from it.
    """

    kind: Literal["answer_exit_survey"] = "answer_exit_survey"
    person: str
    score: Score
    goals_achieved: int = Field(default=0, ge=0)
    goals_set: int = Field(default=0, ge=0)
    text: Sealed | None = None
    lesson: Sealed | None = None

    @model_validator(mode="after")
    def _achieved_were_set(self) -> Self:
        if self.goals_achieved > self.goals_set:
            message = "more goals achieved than set; count every achieved goal among those set"
            raise ValueError(message)
        return self


class VoidRelationship(Command):
    """Undo a mistake of the administration; the history stays.

    Attributes:
        by: The coordinator or a neutral party.
        reason: The class of the mistake.
        note: Their own words.
    """

    kind: Literal["void_relationship"] = "void_relationship"
    by: str
    reason: VoidReason
    note: Sealed | None = None

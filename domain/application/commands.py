"""What can be asked for an application."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.application.stream import application_stream
from domain.application.values import (
    ApplicationFacts,
    DeclineReason,
    Profile,
    Score,
    WaiverReason,
    WithdrawalReason,
)
from domain.command import Command
from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.sealed import Sealed
from domain.values import ShortText
from domain.vocabulary import Outcome, Role


class Apply(Command):
    """Ask to take part in a cycle, in one role and one track.

    Attributes:
        cycle: The cycle.
        person: Who applies.
        role: As what.
        track: In which track.
        profile: What they bring and want.
        facts: Filled in by the engine.
    """

    kind: Literal["apply"] = "apply"
    cycle: ShortText
    person: ShortText
    role: Role
    track: ShortText
    profile: Profile = Profile()
    facts: ApplicationFacts | None = None

    def begins(self) -> tuple[str, ...]:
        """Return the stream of this wish, so that it is told once."""
        return (application_stream(self.cycle, self.person, self.role, self.track),)


class AmendApplication(Command):
    """Change what the applicant brings and wants, until they are matched."""

    kind: Literal["amend_application"] = "amend_application"
    profile: Profile


class SelectApplicant(Command):
    """Choose the applicant.

    Attributes:
        scores: 1 to 5 for each dimension of the role profile, none missing.
        by: Who decides.
        valid_modules: What the person completed before and is still valid; filled in by the engine.
    """

    kind: Literal["select_applicant"] = "select_applicant"
    scores: dict[str, Score] = Field(default_factory=dict)
    by: ShortText
    valid_modules: tuple[ShortText, ...] = ()


class DeclineApplicant(Command):
    """Do not choose the applicant; a reason is owed."""

    kind: Literal["decline_applicant"] = "decline_applicant"
    reason: DeclineReason
    text: Sealed | None = None
    by: ShortText


class CompleteModule(Command):
    """Record that the applicant completed a module; a briefing is one, too."""

    kind: Literal["complete_module"] = "complete_module"
    module: ShortText
    completed_on: date


class WaiveTraining(Command):
    """Let a selected applicant be matched without the modules still missing; a reason is owed."""

    kind: Literal["waive_training"] = "waive_training"
    reason: WaiverReason
    by: ShortText


class WithdrawApplication(Command):
    """Step back."""

    kind: Literal["withdraw_application"] = "withdraw_application"
    reason: WithdrawalReason
    text: Sealed | None = None


class RecordMatch(Command):
    """Record a published match; the same relationship twice is recorded once."""

    kind: Literal["record_match"] = "record_match"
    match_run: ShortText
    relationship: ShortText


class PlaceOnWaitingList(Command):
    """Record that a match run found nobody, and what stood in the way."""

    kind: Literal["place_on_waiting_list"] = "place_on_waiting_list"
    match_run: ShortText
    constraint: ConstraintCode
    exclusion: Exclusion | None = None


class ReleaseApplicant(Command):
    """Record that a relationship of the applicant ended, and whether they wait for another one."""

    kind: Literal["release_applicant"] = "release_applicant"
    relationship: ShortText
    outcome: Outcome
    rematch: bool


ApplicationCommand = Annotated[
    Apply
    | AmendApplication
    | SelectApplicant
    | DeclineApplicant
    | CompleteModule
    | WaiveTraining
    | WithdrawApplication
    | RecordMatch
    | PlaceOnWaitingList
    | ReleaseApplicant,
    Field(discriminator="kind"),
]
"""Every command for an application, told apart by `kind`."""

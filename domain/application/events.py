"""What can happen to an application."""

from datetime import date
from typing import ClassVar

from domain.application.values import DeclineReason, Profile, Score, WaiverReason, WithdrawalReason
from domain.event import Event
from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.sealed import Sealed
from domain.vocabulary import Outcome, Role


class ApplicationSubmitted(Event):
    """Somebody asked to take part.

    Attributes:
        cycle: In which cycle.
        person: Who.
        role: As what.
        track: In which track of the programme.
        profile: What they bring and want.
        dimensions: What the panel scores; pinned, so that a later design does not change the rules.
        mandatory_modules: What must be completed before matching; pinned likewise.
    """

    type: ClassVar[str] = "application.submitted"

    cycle: str
    person: str
    role: Role
    track: str
    profile: Profile
    dimensions: tuple[str, ...]
    mandatory_modules: tuple[str, ...]


class ApplicationAmended(Event):
    """The applicant changed what they bring and want."""

    type: ClassVar[str] = "application.amended"

    profile: Profile


class ApplicantSelected(Event):
    """The panel chose the applicant.

    Attributes:
        scores: 1 to 5 for each dimension of the role profile.
        completed_modules: Mandatory modules that earlier training covers.
        by: Who decided.
    """

    type: ClassVar[str] = "application.selected"

    scores: dict[str, Score]
    completed_modules: tuple[str, ...]
    by: str


class ApplicantDeclined(Event):
    """The applicant was not chosen, for a reason that they are told."""

    type: ClassVar[str] = "application.declined"

    reason: DeclineReason
    text: Sealed | None
    by: str


class ModuleCompleted(Event):
    """The applicant completed a module of the training or briefing."""

    type: ClassVar[str] = "application.module_completed"

    module: str
    completed_on: date


class ApplicantTrained(Event):
    """Every mandatory module is done; the applicant can be matched."""

    type: ClassVar[str] = "application.trained"

    modules: tuple[str, ...]


class TrainingWaived(Event):
    """The missing mandatory modules were waived, so that the applicant can be matched.

    Attributes:
        modules: Which ones.
        reason: Why, as a class.
        by: Who decided.
    """

    type: ClassVar[str] = "application.training_waived"

    modules: tuple[str, ...]
    reason: WaiverReason
    by: str


class ApplicationWithdrawn(Event):
    """The applicant stepped back."""

    type: ClassVar[str] = "application.withdrawn"

    reason: WithdrawalReason
    text: Sealed | None


class ApplicantMatched(Event):
    """A published match gave the applicant a relationship.

    Attributes:
        match_run: Which run found it.
        relationship: Which relationship it became.
    """

    type: ClassVar[str] = "application.matched"

    match_run: str
    relationship: str


class ApplicantWaitListed(Event):
    """A match run left the applicant without a relationship.

    Attributes:
        match_run: Which run.
        constraint: The binding constraint: what kept them unmatched.
        exclusion: The rule whose lifting would open most, where one stands in the way.
    """

    type: ClassVar[str] = "application.waiting_listed"

    match_run: str
    constraint: ConstraintCode
    exclusion: Exclusion | None


class ApplicantReleased(Event):
    """A relationship of the applicant ended.

    Attributes:
        relationship: Which.
        outcome: How.
        rematch: Whether the applicant waits, with priority, for another one.
    """

    type: ClassVar[str] = "application.released"

    relationship: str
    outcome: Outcome
    rematch: bool


EVENTS: tuple[type[Event], ...] = (
    ApplicationSubmitted,
    ApplicationAmended,
    ApplicantSelected,
    ApplicantDeclined,
    ModuleCompleted,
    ApplicantTrained,
    TrainingWaived,
    ApplicationWithdrawn,
    ApplicantMatched,
    ApplicantWaitListed,
    ApplicantReleased,
)

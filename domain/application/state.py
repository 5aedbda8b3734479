"""What the history of an application adds up to."""

from typing import Final

from pydantic import Field

from domain.application.values import ApplicationStatus, Profile
from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.values import Value
from domain.vocabulary import Role


class ApplicationState(Value):
    """One person's wish to take part in one role of one track of one cycle.

    Attributes:
        status: How far it has come.
        cycle: The cycle; empty before anybody applied.
        person: The applicant.
        role: As what.
        track: In which track.
        profile: What they bring and want.
        dimensions: What the panel scores.
        mandatory_modules: What must be completed before matching.
        completed_modules: What is completed.
        scores: The panel's scores.
        relationships: Those now open.
        constraint: What kept them unmatched, while on the waiting list.
        exclusion: Which rule, where one did.
        priority: Whether they come first in the next match run, because a relationship of theirs ended.
    """

    status: ApplicationStatus = ApplicationStatus.NONE
    cycle: str = ""
    person: str = ""
    role: Role = Role.MENTEE
    track: str = ""
    profile: Profile = Profile()
    dimensions: tuple[str, ...] = ()
    mandatory_modules: tuple[str, ...] = ()
    completed_modules: tuple[str, ...] = ()
    scores: dict[str, int] = Field(default_factory=dict)
    relationships: tuple[str, ...] = ()
    constraint: ConstraintCode | None = None
    exclusion: Exclusion | None = None
    priority: bool = False

    @property
    def missing_modules(self) -> tuple[str, ...]:
        """The mandatory modules not yet completed, in their given order."""
        return tuple(module for module in self.mandatory_modules if module not in self.completed_modules)


NO_APPLICATION: Final = ApplicationState()
"""The state before anything happened."""

"""The design of a programme: everything that is decided before a cycle starts."""

from typing import Annotated

from pydantic import Field

from domain.policies import Policies
from domain.programme.learning import Celebration, LessonCapture
from domain.programme.measures import Measure
from domain.programme.people import Competency, RoleProfile, TrainingModule
from domain.programme.purpose import NeedsAnalysis, Objective, OrganisationalObjective, Purpose, Stakeholder
from domain.programme.texts import Key, Text, Whole
from domain.programme.track import Track
from domain.values import Value
from domain.vocabulary import Role


class Design(Value):
    """A standing programme design, one version of it.

    Its fields follow the order in which a programme is planned (seed 004). Rules across fields are
    checked by `domain.programme.check`, not here, so that a design stored long ago can always be read.

    Attributes:
        name: What people read.
        key: Its short name: the programme's identity in every version.
        version: Counts the versions of the design, from 1.
        sponsor: The function that owns the programme; never a person's name.
        coordinator: The function that runs it.
        neutral_party: The function that monitors and reviews relationships from outside both lines.
        needs: What the organisation and its people need.
        organisational_objectives: The strategic goals that mentoring serves.
        purposes: Why the programme exists; several are possible.
        place_in_learning: Where mentoring fits among other learning, and which plans it supports.
        organisation_commits: What the organisation itself undertakes.
        stakeholders: Who must understand it, and how they are told.
        objectives: What the programme sets out to achieve.
        measures: How that will be known.
        roles: What is asked of people in each role.
        training: How they are prepared.
        competencies: What people can seek and offer.
        tracks: The models, each with its rules.
        celebrations: How achievements are praised.
        lessons: How lessons are captured and shared.
        policies: Every duration.
    """

    name: Text
    key: Key
    version: Annotated[Whole, Field(ge=1)]
    sponsor: Text
    coordinator: Text
    neutral_party: Text
    needs: NeedsAnalysis
    organisational_objectives: tuple[OrganisationalObjective, ...]
    purposes: tuple[Purpose, ...]
    place_in_learning: Text
    organisation_commits: tuple[Text, ...] = ()
    stakeholders: tuple[Stakeholder, ...]
    objectives: tuple[Objective, ...]
    measures: tuple[Measure, ...]
    roles: tuple[RoleProfile, ...]
    training: tuple[TrainingModule, ...]
    competencies: tuple[Competency, ...]
    tracks: tuple[Track, ...]
    celebrations: tuple[Celebration, ...] = ()
    lessons: LessonCapture
    policies: Policies = Policies()

    def track(self, track_id: str) -> Track:
        """Return one track.

        Raises:
            KeyError: the design has no such track.
        """
        for track in self.tracks:
            if track.id == track_id:
                return track
        raise KeyError(track_id)

    def mandatory_modules(self, role: Role) -> frozenset[str]:
        """Return the ids of the modules that nobody in a role is matched without."""
        return frozenset(module.id for module in self.training if module.mandatory and role in module.roles)


def effective_policies(design: Design, track_id: str) -> Policies:
    """Return the policies in force for a track: the programme's, with the track's overrides merged in.

    Raises:
        KeyError: the design has no such track.
    """
    overrides = design.track(track_id).overrides
    set_here = {name: getattr(overrides, name) for name in overrides.model_fields_set}
    relationship = design.policies.relationship.model_copy(update=set_here)
    return design.policies.model_copy(update={"relationship": relationship})

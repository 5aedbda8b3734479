"""What is asked of people, and how they are prepared for it."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from domain.policies import Duration
from domain.programme.catalogue import CoreSkill, FieldSource
from domain.programme.texts import Flag, Key, Text, Whole
from domain.values import Value
from domain.vocabulary import Role


class RoleProfile(Value):
    """What a role is for and what it takes: the basis of selection (seed 004).

    Attributes:
        role: The role.
        is_for: What the person in it is there to do, and what not (no 'mini-me').
        responsibilities: What they commit to.
        skills: What they can do, or will learn.
        behaviours: How they act.
        time: How much time it takes a month.
        selection_criteria: What selectors look for in an application.
    """

    role: Role
    is_for: Text
    responsibilities: tuple[Text, ...] = ()
    skills: tuple[Text, ...]
    behaviours: tuple[Text, ...]
    time: Duration
    selection_criteria: tuple[Text, ...] = ()


class TrainingModule(Value):
    """Something that people in a role learn before they are matched (seed 004).

    Attributes:
        id: Its short name.
        title: What it is called.
        roles: Who takes it.
        mandatory: Whether nobody in those roles is matched without it.
        skills: Which core skills it trains.
        takes: How long it takes.
        valid_for: How long it counts, in whole days, ten years at most; None for ever. Whoever completed it
            longer ago takes it again.
    """

    id: Key
    title: Text
    roles: tuple[Role, ...]
    mandatory: Flag
    skills: tuple[CoreSkill, ...] = ()
    takes: Duration = timedelta(hours=1)
    valid_for: Duration | None = None

    def expires_on(self, completed_on: date) -> date | None:
        """Return the first day on which a completion counts no more; None when it counts for ever."""
        return None if self.valid_for is None else completed_on + self.valid_for


class Competency(Value):
    """Something that people seek or offer.

    Attributes:
        id: Its short name, as the roster writes it.
        name: What people read.
    """

    id: Key
    name: Text


class ProfileField(Value):
    """A piece of information that a track collects about its participants (seed 003).

    Attributes:
        id: Its short name.
        label: What people read.
        source: Who supplies it.
        required: Whether an application is incomplete without it.
    """

    id: Key
    label: Text
    source: FieldSource
    required: Flag = False


class Profile(Value):
    """What participants of a track are asked to tell.

    Attributes:
        fields: The pieces of information.
        competencies: Which competencies they can seek and offer, by id.
    """

    fields: tuple[ProfileField, ...] = ()
    competencies: tuple[Key, ...]


class MentorCapacity(Value):
    """How many mentees a mentor takes at the same time.

    Attributes:
        usual: When the mentor does not say.
        at_most: Whatever the mentor says.
    """

    usual: Annotated[Whole, Field(ge=1, le=20)] = 1
    at_most: Annotated[Whole, Field(ge=1, le=20)] = 3

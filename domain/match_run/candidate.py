"""One person in a pool, as the matcher sees them: facts that bear on a match, under an opaque id."""

from typing import Annotated

from pydantic import AfterValidator, Field

from domain.application.values import Competency
from domain.values import Value
from domain.vocabulary import Role


def _sorted_set(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _ranking(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


Tags = Annotated[tuple[str, ...], AfterValidator(_sorted_set)]
"""A set of codes; kept sorted, so that the same set has one spelling."""

Ranking = Annotated[tuple[str, ...], AfterValidator(_ranking)]
"""An order of codes, first one first; a repeated code keeps its first place."""


def _by_name(values: tuple[Competency, ...]) -> tuple[Competency, ...]:
    """Sort by name; of a repeated name the highest level counts."""
    highest: dict[str, Competency] = {}
    for value in sorted(values, key=lambda each: each.level):
        highest[value.name] = value
    return tuple(highest[name] for name in sorted(highest))


Competencies = Annotated[tuple[Competency, ...], AfterValidator(_by_name)]


class Candidate(Value):
    """A selected person in one role. What is unknown stays empty and counts as neutral, never as zero.

    Attributes:
        person: Opaque identifier (``person-<uuid>``); never a name.
        role: The role in which this person is in the pool.
        capacity: How many further relationships this person can take on now; mentees and peers take one.
        trained: Whether all training that this role requires is done (seed 004: train before matching).
        on_leave: Whether the person is away when the relationships start.
        department: Code of the department.
        location: Code of the place of work.
        utc_offset: Minutes that local time is ahead of UTC.
        languages: Codes of the languages in which the person can be mentored.
        level: Seniority, 1 for the most junior; the gap is the mentor's level minus the mentee's.
        managers: The line above the person, nearest first.
        offers: What a mentor or peer can teach.
        seeks: What a mentee or peer wants to learn.
        prefers: Whom the person asked for, best first.
        avoids: Whom the person asked not to meet.
        failed_with: With whom an earlier relationship concluded without fault or ended early.
        paired_with: With whom the person has a relationship now, in any track.
        waiting_days: How long ago a match run left them out, or they lost their last match.
        rematch: Whether an earlier relationship ended through no act of this person; such people go first.
    """

    person: str
    role: Role
    capacity: int = Field(default=1, ge=0)
    trained: bool = True
    on_leave: bool = False
    department: str | None = None
    location: str | None = None
    utc_offset: int | None = Field(default=None, ge=-720, le=840)
    languages: Tags = ()
    level: int | None = Field(default=None, ge=1)
    managers: Ranking = ()
    offers: Competencies = ()
    seeks: Competencies = ()
    prefers: Ranking = ()
    avoids: Tags = ()
    failed_with: Tags = ()
    paired_with: Tags = ()
    waiting_days: int = Field(default=0, ge=0)
    rematch: bool = False

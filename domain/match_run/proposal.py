"""A suggested relationship that explains itself: what it is worth to each side, and why."""

from pydantic import Field

from domain.match_run.rules import Score
from domain.match_run.vocabulary import Criterion, Exclusion
from domain.values import Value
from domain.vocabulary import Role


class Member(Value):
    """A person in a proposed relationship, and the part they play in it."""

    person: str
    role: Role


class ScorePart(Value):
    """What one criterion contributes to one direction of a match.

    Attributes:
        criterion: Which one.
        marks: From 0 to 10,000.
        weight: In per cent.
        because: The facts behind the marks, in a few words; codes only, never personal data.
    """

    criterion: Criterion
    marks: Score
    weight: int = Field(ge=0, le=100)
    because: str


class RunnerUp(Value):
    """The best other partner that somebody could have had.

    Attributes:
        person: Who.
        score: Of that pair, from 0 to 10,000.
    """

    person: str
    score: Score


class Direction(Value):
    """How good a match is for one of two people.

    Attributes:
        of: For whom.
        towards: With whom.
        score: From 0 to 10,000: the weighted mean of the parts.
        rank: Place of the other among all whom this person could meet, by this score; 1 is best.
        parts: Every criterion with a weight.
        runner_up: The best other partner by pair score, or None when there was nobody else.
    """

    of: str
    towards: str
    score: Score
    rank: int = Field(ge=1)
    parts: tuple[ScorePart, ...]
    runner_up: RunnerUp | None = None


class Proposal(Value):
    """A relationship that the run suggests.

    Attributes:
        members: Who would be in it: the leading roles first, then by person.
        score: From 0 to 10,000. Of a pair, the harmonic mean of both directions, so that a match that is
            good for one side only sinks; of a group, the mean over its pairs of leader and member.
        directions: How good it is for each, towards the other; in a group, leader and each member.
        pinned: Whether the coordinator had settled it beforehand, or put it in afterwards.
    """

    members: tuple[Member, ...] = Field(min_length=2)
    score: Score
    directions: tuple[Direction, ...]
    pinned: bool = False

    @property
    def people(self) -> tuple[str, ...]:
        """The members' ids in order: what identifies the proposal inside its run."""
        return tuple(member.person for member in self.members)


class Assessment(Value):
    """What a match between two given people would be worth, and what forbids it.

    Attributes:
        proposal: As a run would propose it.
        exclusions: Every hard rule against it; empty when it is allowed.
    """

    proposal: Proposal
    exclusions: tuple[Exclusion, ...] = ()


class WhyNot(Value):
    """Why a run did not put two people together.

    Attributes:
        exclusions: Every hard rule against it; empty when it is allowed.
        score: Of the pair, from 0 to 10,000.
        matched_lost: How many people fewer would be matched if the pair were pinned; None when it cannot be.
        score_lost: By how much the total score would fall then.
    """

    exclusions: tuple[Exclusion, ...]
    score: Score
    matched_lost: int | None = None
    score_lost: int | None = None

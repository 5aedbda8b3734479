"""What a solver answers: proposals that explain themselves, and for everybody else what was in the way."""

from pydantic import Field

from domain.match_run.inputs import Pin
from domain.match_run.rules import Score
from domain.match_run.vocabulary import ConstraintCode, Criterion, Exclusion
from domain.programme.catalogue import Objective
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


class ExclusionCount(Value):
    """How many people a hard rule keeps out for somebody.

    Attributes:
        exclusion: The rule.
        people: How many it keeps out.
        alone: How many of them no other rule keeps out.
    """

    exclusion: Exclusion
    people: int
    alone: int


class Constraint(Value):
    """Why a person has no match, with the facts that prove it.

    Attributes:
        code: What stands in the way.
        exclusion: The rule whose lifting would open most, when the code is ``excluded``.
        others: How many people in the other role the pool holds.
        open: How many of them no hard rule keeps out.
        excluded: What keeps out the rest, most frequent first.
        best_score: The best pair score among the open ones, from 0 to 10,000.
        competing: How many people, this one included, can only be matched with the partners counted in
            `bottleneck`; known when coverage comes first and there is such a bottleneck.
        bottleneck: How many partners those are.
        places: How many places these partners have together; always fewer than `competing`.
        competency: What the person seeks and is scarcest: sought by more people than have a place with
            somebody who offers it.
    """

    code: ConstraintCode
    exclusion: Exclusion | None = None
    others: int = 0
    open: int = 0
    excluded: tuple[ExclusionCount, ...] = ()
    best_score: int | None = None
    competing: int | None = None
    bottleneck: int | None = None
    places: int | None = None
    competency: str | None = None


class Unmatched(Value):
    """A person of the pool without a match, and why."""

    person: str
    role: Role
    constraint: Constraint


class UnmetPin(Value):
    """A pin that could not be kept.

    Attributes:
        pin: Which one.
        exclusions: The rules against it; none when its group stayed below the least size.
    """

    pin: Pin
    exclusions: tuple[Exclusion, ...]


class Load(Value):
    """How many leading people ended with how many partners."""

    partners: int
    people: int


class Shortage(Value):
    """A competency that more people seek than can be placed with somebody who offers it.

    Attributes:
        competency: Its code.
        sought_by: How many mentees or peers seek it.
        places: How many places the people who offer it have.
    """

    competency: str
    sought_by: int
    places: int


class RunReport(Value):
    """What a run amounts to, and what is needed to repeat it.

    Attributes:
        inputs_digest: `MatchInputs.digest`.
        rules_version: Version of the programme design.
        objective: What came first.
        solver: Name of the algorithm.
        versions: Versions of the libraries, as ``name==version``.
        seekers: Mentees (or peers) in the pool.
        leaders: Mentors or facilitators in the pool; 0 for peers.
        places: Places that the leading people offer; for peers, the peers who can be matched.
        matched: Seekers who have a match.
        coverage: Matched seekers per 10,000 seekers.
        total: Sum of all proposals' scores.
        mean: Mean score, rounded down.
        p5: The score that 5 % of the proposals do not exceed (nearest rank).
        lowest: The lowest score.
        blocking_pairs: Pairs who are not matched and would both rather have each other.
        load: Spread of partners over the leading people.
        shortages: What the pool lacks, scarcest first.
        unmet_pins: Pins against which a hard rule stood.
    """

    inputs_digest: str
    rules_version: int
    objective: Objective
    solver: str
    versions: tuple[str, ...]
    seekers: int
    leaders: int
    places: int
    matched: int
    coverage: int
    total: int
    mean: int
    p5: int
    lowest: int
    blocking_pairs: int
    load: tuple[Load, ...]
    shortages: tuple[Shortage, ...]
    unmet_pins: tuple[UnmetPin, ...]


class MatchResult(Value):
    """Everything that a run found, in canonical order.

    Attributes:
        proposals: Sorted by their people, the leading one first.
        unmatched: Sorted by person and role.
        report: Figures and provenance.
    """

    proposals: tuple[Proposal, ...]
    unmatched: tuple[Unmatched, ...]
    report: RunReport

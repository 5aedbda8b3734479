"""What a run amounts to, and what is needed to repeat it."""

from domain.match_run.inputs import Pin
from domain.match_run.vocabulary import Exclusion
from domain.programme.catalogue import Objective
from domain.values import Value


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

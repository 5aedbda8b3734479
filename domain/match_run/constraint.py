"""What stands between a person and a match, with the facts that prove it."""

from domain.match_run.vocabulary import ConstraintCode, Exclusion
from domain.values import Value
from domain.vocabulary import Role


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

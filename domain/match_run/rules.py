"""The matching rules of a track as a run freezes them."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.match_run.vocabulary import Criterion
from domain.programme.catalogue import Objective
from domain.programme.matching import MatchRules, Weights
from domain.programme.track import GroupSize, Track
from domain.values import Value

FULL_MARKS = 10_000
"""Every score is an integer from 0 to this: hundredths of a point out of a hundred."""

NEUTRAL = FULL_MARKS // 2
"""What a criterion counts when one side has said nothing about it: missing data is no fault."""

Score = Annotated[int, Field(ge=0, le=FULL_MARKS)]


class MatchingRules(Value):
    """What forbids a match, what makes a good one, and what comes first.

    Attributes:
        weights: How much each criterion counts; together 100.
        rules: What excludes a pair.
        objective: What comes first when not everything can be had.
        minimum_score: No pair below this is proposed; points from 0 to 100. A pin is exempt.
        group_size: How many a group holds, the leading person included; None for one-to-one models.
    """

    weights: Weights
    rules: MatchRules = MatchRules()
    objective: Objective = Objective.COVERAGE
    minimum_score: int = Field(default=0, ge=0, le=100)
    group_size: GroupSize | None = None

    @classmethod
    def of(cls, track: Track) -> Self:
        """Take the rules out of a track's design.

        Raises:
            pydantic.ValidationError: the track is not scored: its weights do not add up to 100.
        """
        matching = track.matching
        return cls(
            weights=matching.weights,
            rules=matching.rules,
            objective=matching.objective,
            minimum_score=matching.minimum_score,
            group_size=track.group_size,
        )

    @model_validator(mode="after")
    def _sum_to_a_hundred(self) -> Self:
        total = sum(self.weight_of(criterion) for criterion in Criterion)
        if total != 100:  # noqa: PLR2004 - per cent
            message = f"the weights add up to {total}; make them add up to 100"
            raise ValueError(message)
        return self

    def weight_of(self, criterion: Criterion) -> int:
        """Return the weight of a criterion, in per cent."""
        weight: int = getattr(self.weights, criterion.value)
        return weight

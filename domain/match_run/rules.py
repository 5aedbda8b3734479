"""The matching rules of a track: what forbids a match, what makes it good, and what comes first."""

from typing import Self

from pydantic import Field, model_validator

from domain.match_run.vocabulary import Criterion, Objective
from domain.values import Value

FULL_MARKS = 10_000
"""Every score is an integer from 0 to this: hundredths of a point out of a hundred."""

NEUTRAL = FULL_MARKS // 2
"""What a criterion counts when one side has not said anything about it."""


class Weights(Value):
    """How much each criterion counts, in per cent; together 100.

    Attributes:
        competencies: What one side seeks and the other offers, with levels.
        goals: Goals that both have.
        department: Another department, or the same one (`MatchingRules.same_department`).
        seniority: Closeness to the gap in level that the track aims at.
        proximity: The same place, or little difference in time.
        preference: Whom a participant asked for (input into the match is linked with outcomes:
            Allen, Eby and Lentz 2006).
        waiting: How long the other side has waited, and whether it lost its earlier match.
    """

    competencies: int = Field(default=35, ge=0)
    goals: int = Field(default=15, ge=0)
    department: int = Field(default=10, ge=0)
    seniority: int = Field(default=10, ge=0)
    proximity: int = Field(default=10, ge=0)
    preference: int = Field(default=15, ge=0)
    waiting: int = Field(default=5, ge=0)

    @model_validator(mode="after")
    def _sum_to_a_hundred(self) -> Self:
        total = sum(self.by_criterion().values())
        if total != 100:  # noqa: PLR2004 - per cent
            message = f"the weights add up to {total}; make them add up to 100"
            raise ValueError(message)
        return self

    def by_criterion(self) -> dict[Criterion, int]:
        """Return each criterion with its weight."""
        return {criterion: getattr(self, criterion.value) for criterion in Criterion}


class SeniorityGap(Value):
    """By how many levels the mentor may and should be above the mentee; for peers the distance.

    Attributes:
        least: Excluded below this; None for no limit.
        most: Excluded above this; None for no limit.
        ideal: Scores full marks; every level away from it costs a quarter.
    """

    least: int | None = None
    most: int | None = None
    ideal: int = 2

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least is not None and self.most is not None and self.least > self.most:
            message = f"the least gap ({self.least}) lies above the most ({self.most}); swap them"
            raise ValueError(message)
        return self


class GroupSize(Value):
    """How many people a group has beside the one who leads it.

    Attributes:
        least: A smaller group is not formed.
        most: A leader has this many places.
    """

    least: int = Field(default=4, ge=2)
    most: int = Field(default=8, ge=2)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            message = f"the least size ({self.least}) lies above the most ({self.most}); swap them"
            raise ValueError(message)
        return self


class MatchingRules(Value):
    """The rules of one track, set in the programme design.

    Attributes:
        weights: How much each criterion counts.
        objective: Coverage or quality first.
        minimum_score: No pair below this is proposed; points from 0 to 100. A pin is exempt.
        reporting_levels: Nobody meets a manager up to this many levels above them; 0 switches it off.
        same_manager_excluded: Whether people with the same nearest manager may not meet.
        seniority_gap: Allowed and ideal difference in level.
        time_zone_gap: The largest allowed difference in local time, in minutes; None for no limit.
        common_language_required: Whether people who both named languages need one in common.
        same_department: Whether the same department scores (onboarding) instead of another one.
        group_size: Size of the groups, for a group model.
    """

    weights: Weights = Weights()
    objective: Objective = Objective.COVERAGE
    minimum_score: int = Field(default=0, ge=0, le=100)
    reporting_levels: int = Field(default=2, ge=0)
    same_manager_excluded: bool = False
    seniority_gap: SeniorityGap = SeniorityGap()
    time_zone_gap: int | None = Field(default=None, ge=0)
    common_language_required: bool = True
    same_department: bool = False
    group_size: GroupSize = GroupSize()

"""Who proposes pairs in a track, what makes a good one, and which are out of the question."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from domain.policies import Duration
from domain.programme.catalogue import ConversationItem, Objective
from domain.programme.people import MentorCapacity
from domain.programme.texts import Flag, Whole
from domain.values import Value
from domain.vocabulary import LEADING, MatchingMode, Role

Share = Annotated[Whole, Field(ge=0, le=100)]


class Weights(Value):
    """How much each criterion counts; together 100.

    Attributes:
        competencies: What one seeks and the other offers.
        cross_function: Different departments, for a wider view.
        same_function: The same department, for a common trade.
        seniority: How near the seniority gap is to the middle of its allowed range.
        location: The same place.
        time_zone: How little the time zones differ.
        languages: How many languages they share.
        preference: What each has said about the other.
        waiting: How long each has waited, and whether for a second match.
    """

    competencies: Share = 0
    cross_function: Share = 0
    same_function: Share = 0
    seniority: Share = 0
    location: Share = 0
    time_zone: Share = 0
    languages: Share = 0
    preference: Share = 0
    waiting: Share = 0


class MatchRules(Value):
    """Which pairs are out of the question, whatever their score.

    Oneself, a declared 'avoid', an earlier pair that parted without fault, and a role without its
    mandatory training are always out; so is nothing to be set here.

    Attributes:
        reporting_line_levels: How many steps up or down one reporting line exclude a pair; 0 for none.
        same_line_manager_allowed: Whether two people with one line manager may be paired.
        seniority_gap_at_least: Levels by which the mentor is above the mentee; may be negative (reverse).
        seniority_gap_at_most: Likewise; for peers the gap counts without its sign.
        time_zone_gap_at_most: The largest difference between the two working days.
        common_language: Whether they must share a language.
    """

    reporting_line_levels: Annotated[Whole, Field(ge=0, le=10)] = 2
    same_line_manager_allowed: Flag = True
    seniority_gap_at_least: Annotated[Whole, Field(ge=-20, le=20)] | None = None
    seniority_gap_at_most: Annotated[Whole, Field(ge=-20, le=20)] | None = None
    time_zone_gap_at_most: Duration = timedelta(hours=6)
    common_language: Flag = True


class Matching(Value):
    """How a track finds its matches (seed 003).

    Attributes:
        mode: Who proposes.
        weights: What makes a good pair.
        rules: What rules a pair out.
        objective: What comes first when not everything can be had.
        minimum_score: The least score, of 100, with which a pair is proposed.
        mentor_capacity: How many mentees a mentor takes.
        conversation: What both sides talk through before they accept (seed 004).
    """

    mode: MatchingMode
    weights: Weights
    rules: MatchRules = MatchRules()
    objective: Objective = Objective.COVERAGE
    minimum_score: Share = 0
    mentor_capacity: MentorCapacity = MentorCapacity()
    conversation: tuple[ConversationItem, ...] = tuple(ConversationItem)

    def capacity_at_most(self, role: Role) -> int:
        """Return how many partners somebody can take in a role: only who leads takes several."""
        return self.mentor_capacity.at_most if role in LEADING else 1

    def capacity_of(self, role: Role, said: int | None) -> int:
        """Return how many partners somebody takes in a role who says so many, or says nothing."""
        return min(self.mentor_capacity.usual if said is None else said, self.capacity_at_most(role))

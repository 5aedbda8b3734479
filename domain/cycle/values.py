"""The parts that a cycle is made of."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from domain.policies import RelationshipPolicies
from domain.programme.track import Track
from domain.sealed import Sealed
from domain.values import ShortText, Value
from domain.vocabulary import Role

Count = Annotated[int, Field(ge=0)]


class Guard(StrEnum):
    """A rule between two phases that a person may override, with a reason that is recorded."""

    MENTOR_CAPACITY = "mentor_capacity"
    LESSONS_CAPTURED = "lessons_captured"
    MEASURES_COMPUTED = "measures_computed"


class OverrideReason(StrEnum):
    """Why a guard was overridden, as a class."""

    MORE_MENTORS_PROMISED = "more_mentors_promised"
    WAITING_LIST_ACCEPTED = "waiting_list_accepted"
    DATA_NOT_AVAILABLE = "data_not_available"
    SMALL_CYCLE = "small_cycle"
    OTHER = "other"


class Override(Value):
    """A recorded decision to go on although a guard does not hold.

    Attributes:
        guard: Which guard.
        reason: Why, as a class.
        text: Why, in words, sealed.
    """

    guard: Guard
    reason: OverrideReason
    text: Sealed | None = None


class StopReason(StrEnum):
    """Why a sponsor suspends or cancels a cycle, as a class."""

    REORGANISATION = "reorganisation"
    BUDGET = "budget"
    TOO_FEW_PARTICIPANTS = "too_few_participants"
    PRIORITIES_CHANGED = "priorities_changed"
    CONDUCT = "conduct"
    OTHER = "other"


class Comparison(StrEnum):
    """With whom the participants are compared; a figure without one says so (seed 003)."""

    NON_PARTICIPANTS = "non_participants"
    MATCHED_NON_PARTICIPANTS = "matched_non_participants"
    WAITING_LIST = "waiting_list"
    EARLIER_CYCLE = "earlier_cycle"
    BASELINE_ONLY = "baseline_only"


class StakeholderTold(Value):
    """A group of stakeholders who were told what the cycle is for (seeds 001 and 004).

    Attributes:
        audience: Who, as the design names them.
        told_on: When.
        channel: How, if it matters.
    """

    audience: ShortText
    told_on: date
    channel: ShortText | None = None


class PinnedTrack(Value):
    """A track as it was when the cycle was drafted: later versions of the design do not touch the cycle.

    Attributes:
        design: The track of the design.
        policies: The durations in force, the track's own merged into the programme's.
        dimensions: What a panel scores, by role.
        mandatory_modules: What must be completed before matching, by role, in the order of the design.
    """

    design: Track
    policies: RelationshipPolicies
    dimensions: dict[Role, tuple[str, ...]]
    mandatory_modules: dict[Role, tuple[str, ...]]

    @property
    def id(self) -> str:
        """The short name of the track."""
        return self.design.id


class PublishedRun(Value):
    """A match run whose matches became final with the launch.

    Attributes:
        match_run: The stream of the run.
        track: Its track.
        approved_by: The person who approved it.
        relationships: How many relationships start from it.
        unmatched: How many people it left on the waiting list.
    """

    match_run: str
    track: str
    approved_by: str
    relationships: Count
    unmatched: Count

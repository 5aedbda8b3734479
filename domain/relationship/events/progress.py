"""What they work out and achieve."""

from typing import ClassVar

from pydantic import AwareDatetime

from domain.relationship.events.base import RelationshipEvent
from domain.relationship.layers import LayerWork
from domain.sealed import Sealed


class LayerRecorded(RelationshipEvent):
    """Something was worked out on one of the six layers.

    Attributes:
        by: Who recorded it.
        work: The layer and its entries.
    """

    type: ClassVar[str] = "relationship.layer_recorded"

    by: str
    work: LayerWork


class GoalSet(RelationshipEvent):
    """A goal was set.

    Attributes:
        goal: Its identifier.
        by: Who set it.
        text: The goal.
        due: When it is to be reached.
    """

    type: ClassVar[str] = "relationship.goal_set"

    goal: str
    by: str
    text: Sealed
    due: AwareDatetime | None = None


class GoalAchieved(RelationshipEvent):
    """A goal was reached.

    Attributes:
        goal: Its identifier.
        by: Who says so.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.goal_achieved"

    goal: str
    by: str
    note: Sealed | None = None


class GoalDropped(RelationshipEvent):
    """A goal is no longer pursued.

    Attributes:
        goal: Its identifier.
        by: Who dropped it.
        note: Their own words.
    """

    type: ClassVar[str] = "relationship.goal_dropped"

    goal: str
    by: str
    note: Sealed | None = None

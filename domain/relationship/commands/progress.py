"""Working on the six layers and on goals."""

from typing import Literal

from pydantic import AwareDatetime

from domain.command import Command
from domain.relationship.layers import LayerWork
from domain.sealed import Sealed


class RecordLayer(Command):
    """Record what was worked out on one of the six layers (seed 002).

    Attributes:
        by: Who records it.
        work: The layer and its entries.
    """

    kind: Literal["record_layer"] = "record_layer"
    by: str
    work: LayerWork


class SetGoal(Command):
    """Set a goal.

    Attributes:
        goal: Its identifier, new in this relationship.
        by: Who sets it.
        text: The goal.
        due: When it is to be reached.
    """

    kind: Literal["set_goal"] = "set_goal"
    goal: str
    by: str
    text: Sealed
    due: AwareDatetime | None = None


class AchieveGoal(Command):
    """Mark a goal as reached.

    Attributes:
        goal: Its identifier.
        by: Who says so.
        note: Their own words.
    """

    kind: Literal["achieve_goal"] = "achieve_goal"
    goal: str
    by: str
    note: Sealed | None = None


class DropGoal(Command):
    """Stop pursuing a goal.

    Attributes:
        goal: Its identifier.
        by: Who drops it.
        note: Their own words.
    """

    kind: Literal["drop_goal"] = "drop_goal"
    goal: str
    by: str
    note: Sealed | None = None

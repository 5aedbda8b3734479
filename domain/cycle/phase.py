"""The phases of a cycle."""

from enum import StrEnum
from typing import Final


class Phase(StrEnum):
    """Where a cycle stands; `SUSPENDED` and `CANCELLED` are side states, set by the sponsor."""

    NONE = "none"
    DRAFT = "draft"
    APPROVED = "approved"
    RECRUITING = "recruiting"
    SELECTING = "selecting"
    TRAINING = "training"
    MATCHING = "matching"
    LAUNCHED = "launched"
    RUNNING = "running"
    WINDING_UP = "winding_up"
    CLOSED = "closed"
    EVALUATED = "evaluated"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


BEFORE_LAUNCH: Final = (
    Phase.DRAFT,
    Phase.APPROVED,
    Phase.RECRUITING,
    Phase.SELECTING,
    Phase.TRAINING,
    Phase.MATCHING,
)
"""The phases whose dates lead up to the launch."""

WITH_RELATIONSHIPS: Final = (Phase.LAUNCHED, Phase.RUNNING, Phase.WINDING_UP)
"""The phases in which relationships start and go on."""

STOPPABLE: Final = (*BEFORE_LAUNCH, *WITH_RELATIONSHIPS)
"""The phases that a sponsor can suspend or cancel."""

UNDER_WAY: Final = (*STOPPABLE, Phase.CLOSED, Phase.SUSPENDED)
"""The phases in which somebody is in charge of what is still to come."""

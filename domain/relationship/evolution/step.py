"""The shape of one step of evolution."""

from collections.abc import Callable
from typing import Any

from domain.relationship.state import State

Evolve = Callable[[State, Any], State]
"""Returns the state after an event of one type."""

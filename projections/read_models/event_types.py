"""Event types: what the log is made of, counted."""

from typing import Final

from projections.set_based import SqlProjection
from projections.statement import statement

EVENT_TYPES: Final = SqlProjection("event_types", ("event_types",), statement("event_types"))
"""Keeps ``read.event_types``."""

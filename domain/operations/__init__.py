"""What people and the engine did about read models that could not follow the log; recorded for auditors."""

from domain.operations.events import EVENTS, EventParked, EventRetried, EventSkipped, SkipReason
from domain.operations.stream import projection_stream

__all__ = ["EVENTS", "EventParked", "EventRetried", "EventSkipped", "SkipReason", "projection_stream"]

"""Between the domain's events and the log's."""

from datetime import datetime

from domain.envelope import Metadata, NewEvent, RecordedEvent
from domain.event import Event
from domain.ids import event_id
from domain.registry import Registry


def encode(
    event: Event, *, stream: str, cause: str, index: int, metadata: Metadata, occurred_at: datetime
) -> NewEvent:
    """Return an event as the log takes it.

    Args:
        event: What was decided.
        stream: Where it will be appended.
        cause: The command or deadline that produced it; with `index` it determines the event id.
        index: Its number, from 0, among the events of that cause in that stream.
        metadata: Who, why and because of what.
        occurred_at: When, by the caller's clock.
    """
    return NewEvent(
        event_id=event_id(stream, cause, index),
        type=event.type,
        schema_version=event.schema_version,
        data=event.model_dump(mode="json"),
        metadata=metadata.model_dump(mode="json", exclude_none=True),
        occurred_at=occurred_at,
    )


def decode(recorded: RecordedEvent, registry: Registry) -> Event:
    """Return a stored event in its current version; `UnknownEvent` when this program does not know it."""
    return registry.decode(recorded.type, recorded.schema_version, recorded.data)

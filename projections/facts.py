"""Stored events as the domain's own."""

from domain.catalogue import REGISTRY
from domain.event import Event
from domain.registry import UnknownEvent
from projections.errors import NewerEvent
from projections.fold import LogEvent


def fact(event: LogEvent) -> Event:
    """Return the event that a fold asked for by its type, in the current version of that type.

    Raises:
        NewerEvent: this program does not know so late a version. Passing over it would leave wrong rows
            behind that nobody notices.
    """
    decoded = REGISTRY.decode(event.type, event.schema_version, event.data)
    if isinstance(decoded, UnknownEvent):
        raise NewerEvent(type=event.type, version=event.schema_version)
    return decoded

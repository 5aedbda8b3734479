"""What is done about events that a projection fails at is itself recorded in the log."""

from collections.abc import Iterable
from datetime import datetime

from domain.envelope import ENGINE, Metadata
from domain.operations import EventParked, EventRetried, EventSkipped, projection_stream
from eventstore.api import EventStore, Expected
from eventstore.codec import encode
from projections.errors import JournalMissing
from projections.projection import Projection


def require_journal(projections: Iterable[Projection], store: EventStore | None) -> None:
    """Refuse to run projections that park without a log to record that in.

    Raises:
        JournalMissing: a projection parks, and there is no store.
    """
    parks = [projection.name for projection in projections if projection.parks]
    if parks and store is None:
        raise JournalMissing(projections=", ".join(parks))


def record(
    store: EventStore,
    event: EventParked | EventRetried | EventSkipped,
    *,
    about: object,
    at: datetime,
    metadata: Metadata | None = None,
) -> None:
    """Record an act before it is carried out, so that nothing is done unrecorded; repeating is harmless.

    Args:
        store: The log.
        event: The act.
        about: What tells it apart from another act of its kind about the same event.
        at: When, by the caller's clock.
        metadata: Who and why; by default the engine.
    """
    stream = projection_stream(event.projection)
    cause = f"{event.type} {event.stream} {event.position} {about}"
    envelope = metadata or Metadata(actor=ENGINE, correlation_id=cause, causation_id=cause)
    new = encode(event, stream=stream, cause=cause, index=0, metadata=envelope, occurred_at=at)
    store.append(stream, [new], expected=Expected.ANY)

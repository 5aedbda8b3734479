"""A relationship, by its identifier or the beginning of one, as it is or as it was."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.errors import MentoringError

if TYPE_CHECKING:
    from bootstrap.container import Container
    from domain.envelope import RecordedEvent
    from domain.relationship import State

PREFIX = "relationship-"


class NoSuchRelationship(MentoringError):
    """There is no relationship {given}. See `mentoring relationship list`."""


class SeveralRelationships(MentoringError):
    """Several relationships begin with {given}. Type more of the identifier."""


class NotYetThere(MentoringError):
    """{relationship} did not exist then. Ask for a later moment."""


@dataclass(frozen=True)
class Found:
    """A relationship at one moment.

    Attributes:
        stream: Its identifier.
        events: What had happened by then.
        state: What that adds up to.
        now: The engine's time at that moment.
    """

    stream: str
    events: "list[RecordedEvent]"
    state: "State"
    now: datetime


def find(
    container: "Container", given: str, *, as_of: datetime | None = None, at_position: int | None = None
) -> Found:
    """Return a relationship from the log, which is never behind.

    Args:
        container: The engine's pieces.
        given: The identifier, or so much of it that no other begins the same; with or without its prefix.
        as_of: Until when its events were recorded; now by default.
        at_position: Until which position of the log; its end by default.

    Raises:
        NoSuchRelationship: none begins so.
        SeveralRelationships: more than one does.
        NotYetThere: it began later.
    """
    from domain.aggregate import fold
    from domain.catalogue import REGISTRY
    from domain.relationship import RELATIONSHIP
    from eventstore.codec import decode

    stream = _whole(container, PREFIX + given.removeprefix(PREFIX), given)
    events = container.store.load(stream, until=as_of, until_position=at_position)
    if not events:
        raise NotYetThere(relationship=stream)
    state = fold(RELATIONSHIP, [decode(event, REGISTRY) for event in events])
    return Found(stream, events, state, _moment(container, as_of, at_position))


def _moment(container: "Container", as_of: datetime | None, at_position: int | None) -> datetime:
    """Return the engine's time then."""
    if as_of is not None:
        return container.clock.at(as_of)
    if at_position is not None:
        for event in container.store.read(after=at_position - 1, limit=1):
            return event.occurred_at
    return container.now()


def _whole(container: "Container", start: str, given: str) -> str:
    from eventstore.translation import translated
    from projections.queries.board import list_relationships

    if container.store.load(start):
        return start
    with translated(), container.read_connection() as connection:
        page = list_relationships(connection, now=datetime.now(UTC), after=start, limit=2)
    found = [line.relationship for line in page if line.relationship.startswith(start)]
    if not found:
        raise NoSuchRelationship(given=given)
    if len(found) > 1:
        raise SeveralRelationships(given=given)
    return found[0]

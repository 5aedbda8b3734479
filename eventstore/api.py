"""The promise of the log, whoever keeps it: PostgreSQL or the in-memory twin."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol
from uuid import UUID

from domain.envelope import NewEvent, RecordedEvent


class Expected(Enum):
    """What an append may expect of a stream, besides an exact version."""

    NO_STREAM = "no stream"
    STREAM_EXISTS = "stream exists"
    ANY = "any"


ExpectedVersion = int | Expected
"""The exact version a stream must have (0: no event yet), or one of `Expected`."""


@dataclass(frozen=True, slots=True)
class StreamWrite:
    """The events that one append adds to one stream."""

    stream: str
    events: Sequence[NewEvent]
    expected: ExpectedVersion


@dataclass(frozen=True, slots=True)
class Appended:
    """Where the events of one `StreamWrite` stand in the log.

    Attributes:
        stream: The stream.
        version: The version of the last of the given events.
        position: The position of the last of the given events.
        duplicate: True when the log already held these very events, so that nothing was written.
    """

    stream: str
    version: int
    position: int
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: its last position (0 when empty) and when that was recorded."""

    position: int
    recorded_at: datetime | None


class EventStore(Protocol):
    """An append-only log of streams with one gapless order over all of them.

    Every method raises `eventstore.errors.StoreUnreachable` when the log cannot be reached.
    """

    def append(self, stream: str, events: Sequence[NewEvent], *, expected: ExpectedVersion) -> Appended:
        """Add events to the end of a stream: all of them or none.

        The same events again (by event id, with the same content) are a success that writes nothing
        and returns their original place.

        Raises:
            VersionConflict: the stream is not where `expected` says; names stream, expected and actual.
            EventIdReused: an event id is already in the log with other content, elsewhere, or only
                some of the given ids are.
        """
        ...

    def append_many(self, writes: Sequence[StreamWrite]) -> list[Appended]:
        """Add events to several streams in one atomic step; raises as `append` does."""
        ...

    def load(
        self,
        stream: str,
        *,
        after_version: int = 0,
        until_position: int | None = None,
        until: datetime | None = None,
    ) -> list[RecordedEvent]:
        """Return a stream's events in order; optionally as of a position or an instant of recording."""
        ...

    def read(
        self,
        *,
        after: int = 0,
        limit: int = 500,
        types: Collection[str] | None = None,
        correlation_id: str | None = None,
        until_position: int | None = None,
        until: datetime | None = None,
    ) -> list[RecordedEvent]:
        """Return a page of the whole log in position order, after a position; optionally filtered."""
        ...

    def find(self, event_id: UUID) -> RecordedEvent | None:
        """Return the event with an id, wherever it stands; None when the log has none."""
        ...

    def head(self) -> Head:
        """Return the end of the log."""
        ...

    def wait(self, after: int, timeout: timedelta) -> bool:
        """Block until the log extends beyond `after` or the time is over; True when it does."""
        ...

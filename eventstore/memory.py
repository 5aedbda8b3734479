"""The log in memory: the same promises, for tests and for trying things out."""

import threading
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.envelope import NewEvent, RecordedEvent
from eventstore.api import Appended, Expected, ExpectedVersion, Head, StreamWrite
from eventstore.batch import CODES, Batch, Content, in_words
from eventstore.canonical import canonical_json, parse
from eventstore.errors import EventIdReused, VersionConflict
from eventstore.leaf import envelope_of, leaf_hash


class InMemoryEventStore:
    """An `EventStore` that forgets everything when the process ends; safe to share between threads.

    Args:
        clock: Tells the moment of recording, zone-aware; should it run back, the log's time stands still.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._changed = threading.Condition()
        self._log: list[RecordedEvent] = []
        self._streams: dict[str, list[RecordedEvent]] = {}
        self._by_id: dict[UUID, RecordedEvent] = {}

    def append(self, stream: str, events: Sequence[NewEvent], *, expected: ExpectedVersion) -> Appended:
        """See `EventStore.append`."""
        return self.append_many([StreamWrite(stream, events, expected)])[0]

    def append_many(self, writes: Sequence[StreamWrite]) -> list[Appended]:
        """See `EventStore.append_many`."""
        batch = Batch.of(writes)
        with self._changed:
            duplicate = any(event_id in self._by_id for event_id in batch.ids)
            if duplicate:
                self._refuse_other_content(batch)
            else:
                self._refuse_other_versions(batch)
                self._add(batch)
                self._changed.notify_all()
            return [
                Appended(stream, last.version, last.position, duplicate)
                for stream, last in zip(batch.streams, self._last_of_each(batch), strict=True)
            ]

    def load(
        self,
        stream: str,
        *,
        after_version: int = 0,
        until_position: int | None = None,
        until: datetime | None = None,
    ) -> list[RecordedEvent]:
        """See `EventStore.load`."""
        with self._changed:
            return [
                event
                for event in self._streams.get(stream, [])[max(0, after_version) :]
                if (until_position is None or event.position <= until_position)
                and (until is None or event.recorded_at <= until)
            ]

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
        """See `EventStore.read`."""
        with self._changed:
            end = len(self._log) if until_position is None else until_position
            if until is not None:
                end = min(end, bisect_right(self._log, until, key=lambda event: event.recorded_at))
            return [
                event
                for event in self._log[max(0, after) : max(0, end)]
                if (types is None or event.type in types)
                and (correlation_id is None or event.metadata["correlation_id"] == correlation_id)
            ][:limit]

    def find(self, event_id: UUID) -> RecordedEvent | None:
        """See `EventStore.find`."""
        with self._changed:
            return self._by_id.get(event_id)

    def head(self) -> Head:
        """See `EventStore.head`."""
        with self._changed:
            return Head(len(self._log), self._log[-1].recorded_at if self._log else None)

    def wait(self, after: int, timeout: timedelta) -> bool:
        """See `EventStore.wait`."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._log) > after, timeout.total_seconds())

    def _refuse_other_content(self, batch: Batch) -> None:
        given = list(batch.contents())
        for event_id, content in given:
            known = self._by_id.get(event_id)
            if known is not None and content != _content(known):
                raise EventIdReused.by(event_id, content[0], known.stream)
        for event_id, content in given:
            if event_id not in self._by_id:
                raise EventIdReused.by(event_id, content[0], None)

    def _refuse_other_versions(self, batch: Batch) -> None:
        for stream, expected in zip(batch.streams, batch.expected, strict=True):
            actual = len(self._streams.get(stream, []))
            if expected == CODES[Expected.ANY] or (expected == CODES[Expected.STREAM_EXISTS] and actual > 0):
                continue
            if expected != actual:
                raise VersionConflict(stream=stream, expected=in_words(expected), actual=actual)

    def _add(self, batch: Batch) -> None:
        recorded_at = max(self._clock(), self._log[-1].recorded_at) if self._log else self._clock()
        for index, (event_id, (stream, kind, schema_version, data)) in enumerate(batch.contents()):
            metadata = batch.metadata[index]
            event = RecordedEvent(
                event_id=event_id,
                stream=stream,
                version=len(self._streams.setdefault(stream, [])) + 1,
                position=len(self._log) + 1,
                type=kind,
                schema_version=schema_version,
                data=parse(data),
                metadata=parse(metadata),
                occurred_at=batch.occurred[index].astimezone(UTC),
                recorded_at=recorded_at,
                leaf_hash=b"",
            )
            event = replace(event, leaf_hash=leaf_hash(envelope_of(event, data, metadata)))
            self._streams[stream].append(event)
            self._log.append(event)
            self._by_id[event_id] = event

    def _last_of_each(self, batch: Batch) -> list[RecordedEvent]:
        last = {stream: self._by_id[event_id] for event_id, (stream, *_) in batch.contents()}
        return [last[stream] for stream in batch.streams]


def _content(event: RecordedEvent) -> Content:
    return event.stream, event.type, event.schema_version, canonical_json(event.data)

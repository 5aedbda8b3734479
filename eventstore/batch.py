"""What one append brings, checked and spelled out, whoever keeps the log."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import chain, repeat
from typing import Any, Final
from uuid import UUID

from domain.envelope import NewEvent
from eventstore.api import Expected, ExpectedVersion, StreamWrite
from eventstore.canonical import canonical_json
from eventstore.errors import BadAppend

STREAM: Final = re.compile(r"[a-z][a-z0-9_]*-[A-Za-z0-9_-]+", re.ASCII)
TYPE: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", re.ASCII)

CODES: Final = {Expected.NO_STREAM: 0, Expected.ANY: -1, Expected.STREAM_EXISTS: -2}
"""How ``log.append`` spells what is no exact version."""


Content = tuple[str, str, int, str]
"""What makes an event the same when it comes again: stream, type, schema version and canonical data.

When it occurred and through which run of a workflow may differ between two attempts; the first one's
account stands.
"""


@dataclass(slots=True)
class Batch:
    """The writes of one append as columns.

    Attributes:
        streams: One stream a write.
        expected: One expected version a write, with `CODES`.
        starts: The number, from 1, of each write's first event among all events.
        ids: One a event, like all that follow.
        types: See `NewEvent`.
        schema_versions: See `NewEvent`.
        data: Canonical JSON.
        metadata: Canonical JSON.
        correlation_ids: As in the metadata.
        occurred: See `NewEvent`.
    """

    streams: list[str] = field(default_factory=list)
    expected: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ids: list[UUID] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    schema_versions: list[int] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    metadata: list[str] = field(default_factory=list)
    correlation_ids: list[str] = field(default_factory=list)
    occurred: list[datetime] = field(default_factory=list)
    _same: Mapping[str, Any] = field(default_factory=dict)
    _spelled: str = ""

    @classmethod
    def of(cls, writes: Sequence[StreamWrite]) -> "Batch":
        """Check writes and spell them out.

        Raises:
            BadAppend: a stream comes twice or has no events, an id comes twice, a name or a time is not
                well-formed.
            NotCanonical: data or metadata hold what canonical JSON cannot spell.
        """
        batch = cls()
        for write in writes:
            if not write.events:
                raise BadAppend(
                    problem=f"it brings no events to {write.stream}",
                    way_out="Append only when there are events",
                )
            batch.add_stream(write.stream, write.expected)
            for event in write.events:
                batch.add_event(event)
        _refuse_repeats("stream", batch.streams, "Bring all of a stream's events in one write")
        _refuse_repeats("event id", batch.ids, "Derive each event's id from its cause and its index")
        if not batch.streams:
            raise BadAppend(problem="it brings nothing", way_out="Append only when there are events")
        return batch

    def contents(self) -> Iterator[tuple[UUID, Content]]:
        """Yield each event's id and content."""
        ends = [*self.starts[1:], len(self.ids) + 1]
        streams = chain.from_iterable(
            repeat(stream, end - start)
            for stream, start, end in zip(self.streams, self.starts, ends, strict=True)
        )
        return zip(
            self.ids, zip(streams, self.types, self.schema_versions, self.data, strict=True), strict=True
        )

    def add_stream(self, stream: str, expected: ExpectedVersion) -> None:
        """Begin a write."""
        self.streams.append(stream_name(stream))
        self.expected.append(code(expected))
        self.starts.append(len(self.ids) + 1)

    def add_event(self, event: NewEvent) -> None:
        """Add an event to the write that was begun last."""
        if not _is_type(event.type):
            raise BadAppend(
                problem=f"{event.type!r} is no event type", way_out="Name it `category.past_tense`"
            )
        if event.schema_version < 1:
            raise BadAppend(
                problem=f"{event.type} has version {event.schema_version}", way_out="Count from 1"
            )
        if event.occurred_at.tzinfo is None:
            raise BadAppend(problem="occurred_at has no time zone", way_out="Use an aware datetime")
        self.ids.append(event.event_id)
        self.types.append(event.type)
        self.schema_versions.append(event.schema_version)
        self.data.append(canonical_json(event.data))
        self.metadata.append(self._spell_metadata(event))
        self.correlation_ids.append(event.metadata["correlation_id"])
        self.occurred.append(event.occurred_at)

    def _spell_metadata(self, event: NewEvent) -> str:
        if event.metadata is not self._same:  # the events of one command share one
            if not isinstance(event.metadata.get("correlation_id"), str):
                raise BadAppend(
                    problem="the metadata has no correlation_id", way_out="Say what set the event off"
                )
            self._same, self._spelled = event.metadata, canonical_json(event.metadata)
        return self._spelled


def stream_name(name: str) -> str:
    """Return the name of a stream as it is.

    Raises:
        BadAppend: it is none.
    """
    if not _is_stream(name):
        raise BadAppend(problem=f"{name!r} is no stream name", way_out="Name it `category-<id>`, in ASCII")
    return name


def code(expected: ExpectedVersion) -> int:
    """Return the number that stands for an expectation.

    Raises:
        BadAppend: a version below 0.
    """
    if isinstance(expected, Expected):
        return CODES[expected]
    if expected < 0:
        raise BadAppend(problem=f"no stream has version {expected}", way_out="Use `Expected` for the rest")
    return expected


def in_words(code: int) -> str:
    """Return what a number of `code` says, for the message of a conflict."""
    names = {number: kind.value for kind, number in CODES.items()}
    return names.get(code, f"version {code}")


def _refuse_repeats(what: str, values: Sequence[object], way_out: str) -> None:
    if len(set(values)) < len(values):
        repeated = next(value for index, value in enumerate(values) if value in values[:index])
        raise BadAppend(problem=f"{what} {repeated} comes twice", way_out=way_out)


@lru_cache(maxsize=4096)
def _is_stream(name: str) -> bool:
    return STREAM.fullmatch(name) is not None


@lru_cache(maxsize=1024)
def _is_type(name: str) -> bool:
    return TYPE.fullmatch(name) is not None

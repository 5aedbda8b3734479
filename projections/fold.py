"""Projections that are a Python function over a batch of events."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from domain.operations import projection_stream
from projections.connection import Connection
from projections.projection import Span
from projections.statement import statement


class LogEvent(NamedTuple):
    """What a fold sees of an event; the fields mean what they mean in `domain.envelope.RecordedEvent`."""

    position: int
    stream: str
    version: int
    type: str
    schema_version: int
    data: Mapping[str, Any]
    occurred_at: datetime


Fold = Callable[[Connection, Sequence[LogEvent]], None]
"""Writes what a batch of events, in log order and never empty, changes in the tables."""


@dataclass(frozen=True)
class FoldProjection:
    """A projection that folds batches of events in Python.

    Attributes:
        name: See `Projection`.
        tables: See `Projection`.
        types: The event types it wants; others only move its checkpoint.
        fold: What it does with them.
        batch: See `Projection`.
        shards: See `Projection`; more than one only where rows belong to single streams.
        parks: See `Projection`; likewise.
    """

    name: str
    tables: tuple[str, ...]
    types: Sequence[str]
    fold: Fold
    batch: int = 5_000
    shards: int = 1
    parks: bool = False

    def apply(self, connection: Connection, span: Span) -> None:
        """See `Projection`."""
        events = self._read(connection, span)
        if events:
            self.fold(connection, events)

    def of_stream(self, connection: Connection, stream: str, since: int, upto: int) -> list[LogEvent]:
        """Return the events of one stream from a position on, without those that people left out."""
        return self._events(connection, "events_of_stream", stream=stream, since=since, upto=upto)

    def _read(self, connection: Connection, span: Span) -> list[LogEvent]:
        shard = {"shard": span.shard, "shards": self.shards}
        key = {"projection": self.name, "build": span.build}
        return self._events(connection, "events", **shard, **key, after=span.after, upto=span.upto)

    def _events(self, connection: Connection, query: str, **wanted: object) -> list[LogEvent]:
        wanted |= {"types": list(self.types), "journal": projection_stream(self.name)}
        return [LogEvent(*row) for row in connection.execute(statement(query), wanted)]

"""Projections that are one SQL statement: the fastest way to count and to keep the last of something."""

from dataclasses import dataclass

from projections.connection import Connection
from projections.projection import Span


@dataclass(frozen=True)
class SqlProjection:
    """A projection whose statement aggregates the events of a range of positions into its tables.

    Attributes:
        name: See `Projection`.
        tables: See `Projection`.
        sql: The statement; takes ``%(after)s`` and ``%(upto)s``, and reads ``log.event``.
        batch: See `Projection`.
    """

    name: str
    tables: tuple[str, ...]
    sql: bytes
    batch: int = 100_000

    @property
    def shards(self) -> int:
        """One: PostgreSQL needs no help from more processes."""
        return 1

    @property
    def parks(self) -> bool:
        """No: a statement cannot leave out a stream."""
        return False

    def apply(self, connection: Connection, span: Span) -> None:
        """See `Projection`."""
        connection.execute(self.sql, {"after": span.after, "upto": span.upto})

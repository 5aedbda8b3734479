"""What every projection promises to the runner, whatever it is made of."""

from dataclasses import dataclass
from typing import Protocol

from projections.connection import Build, Connection


@dataclass(frozen=True, slots=True)
class Span:
    """A range of log positions for one shard of a projection.

    Attributes:
        after: The position before the first.
        upto: The last position.
        shard: Which shard of the streams, from 0.
        build: For which tables.
    """

    after: int
    upto: int
    shard: int = 0
    build: Build = "live"


class Projection(Protocol):
    """A read model and how events change it.

    Applying a span must depend on nothing but the events up to its end: no clock, no randomness, no
    table that is not the projection's own. Then a rebuild gives the same rows, and comparing the two
    means something.
    """

    @property
    def name(self) -> str:
        """How people and checkpoints call it."""
        ...

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it fills; nothing else writes them."""
        ...

    @property
    def batch(self) -> int:
        """How many positions one transaction covers at most."""
        ...

    @property
    def shards(self) -> int:
        """Into how many parts its streams are dealt by hash; each part has its own checkpoint."""
        ...

    @property
    def parks(self) -> bool:
        """Whether it goes on without the stream of an event it fails at, instead of stopping."""
        ...

    def apply(self, connection: Connection, span: Span) -> None:
        """Bring the tables from the start of a span to its end, inside the caller's transaction.

        Tables are named without a schema: the connection decides which build they belong to.
        """
        ...

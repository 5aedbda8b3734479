"""PostgreSQL arrays in binary form, made in one go: the driver's own are made element by element.

An array is a header, then each element as its length and its bytes, all in network order.
"""

from collections.abc import Collection
from datetime import UTC, datetime
from struct import Struct, pack
from typing import Final
from uuid import UUID

from psycopg import pq
from psycopg.abc import AdaptContext
from psycopg.adapt import Dumper

from eventstore.batch import Batch

EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Where PostgreSQL counts microseconds from."""

_header: Final = Struct("!iiIii").pack
_length: Final = Struct("!i").pack


class IntArray(bytes):
    """An ``integer[]``."""

    oid, element = 1007, 23


class BigintArray(bytes):
    """A ``bigint[]``."""

    oid, element = 1016, 20


class TextArray(bytes):
    """A ``text[]``."""

    oid, element = 1009, 25


class UuidArray(bytes):
    """A ``uuid[]``."""

    oid, element = 2951, 2950


class InstantArray(bytes):
    """A ``timestamptz[]``."""

    oid, element = 1185, 1184


Array = IntArray | BigintArray | TextArray | UuidArray | InstantArray


def ints(values: Collection[int]) -> IntArray:
    """Return integers as an ``integer[]``."""
    return IntArray(_fixed(IntArray, "i", 4, values))


def bigints(values: Collection[int]) -> BigintArray:
    """Return integers as a ``bigint[]``."""
    return BigintArray(_fixed(BigintArray, "q", 8, values))


def uuids(values: Collection[UUID]) -> UuidArray:
    """Return UUIDs as a ``uuid[]``."""
    return UuidArray(_fixed(UuidArray, "16s", 16, [value.bytes for value in values]))


def instants(values: Collection[datetime]) -> InstantArray:
    """Return aware datetimes as a ``timestamptz[]``."""
    return InstantArray(_fixed(InstantArray, "q", 8, [microseconds(value) for value in values]))


def texts(values: Collection[str]) -> TextArray:
    """Return strings as a ``text[]``."""
    parts = [_head(TextArray, len(values))]
    for value in values:
        encoded = value.encode()
        parts += (_length(len(encoded)), encoded)
    return TextArray(b"".join(parts))


def of(batch: Batch) -> dict[str, Array]:
    """Return the columns of a batch under the names that ``sql/queries/append.sql`` knows them by."""
    return {
        "streams": texts(batch.streams),
        "expected": bigints(batch.expected),
        "starts": ints(batch.starts),
        "ids": uuids(batch.ids),
        "types": texts(batch.types),
        "schema_versions": ints(batch.schema_versions),
        "data": texts(batch.data),
        "metadata": texts(batch.metadata),
        "occurred": instants(batch.occurred),
    }


class ArrayDumper(Dumper):
    """Hands the driver what is ready to send."""

    format = pq.Format.BINARY

    def dump(self, obj: bytes) -> bytes:
        """Return the bytes as they are."""
        return obj


def register(context: AdaptContext) -> None:
    """Teach a connection, or a whole set of adapters, to send these arrays."""
    for kind in (IntArray, BigintArray, TextArray, UuidArray, InstantArray):
        context.adapters.register_dumper(
            kind, type(f"{kind.__name__}Dumper", (ArrayDumper,), {"oid": kind.oid})
        )


def _head(kind: type[Array], count: int) -> bytes:
    return _header(1, 0, kind.element, count, 1)


def _fixed(kind: type[Array], code: str, size: int, values: Collection[int] | Collection[bytes]) -> bytes:
    flat = [part for value in values for part in (size, value)]
    return _head(kind, len(values)) + pack("!" + f"i{code}" * len(values), *flat)


def microseconds(moment: datetime) -> int:
    """Return an instant as PostgreSQL counts it, from `EPOCH`."""
    since = moment - EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds

"""Rows of the log in the binary format of COPY, made from a batch whose place in the log is known.

A row is its number of fields, then each field as its length and its bytes, all in network order.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from struct import Struct, pack
from typing import Final

from eventstore.arrays import microseconds
from eventstore.batch import Batch
from eventstore.leaf import instant, leaf_hash, spell

BEGIN: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
"""What the rows follow: the signature, no flags, no extension."""

END: Final = pack("!h", -1)
"""What follows the rows."""

# The order of the columns is that of ``sql/queries/import_copy.sql``; those of fixed length come first.
_fixed: Final = Struct("!h iq iq iq iq i16s ii i32s".replace(" ", "")).pack
_length: Final = Struct("!i").pack


def rows(batch: Batch, head: int, recorded_at: datetime, versions: dict[str, int]) -> Iterator[bytes]:
    """Yield the rows of a batch's events, to follow each other at the end of the log.

    Args:
        batch: The events, with a stream for each.
        head: Where the log ends.
        recorded_at: Their moment of recording.
        versions: Where their streams end; counted up as rows are made.
    """
    recorded_text, recorded = instant(recorded_at), microseconds(recorded_at)
    columns = zip(
        batch.ids,
        batch.streams,
        batch.types,
        batch.schema_versions,
        batch.data,
        batch.metadata,
        batch.correlation_ids,
        batch.occurred,
        strict=True,
    )
    for position, (
        event_id,
        stream,
        kind,
        schema_version,
        data,
        metadata,
        correlation_id,
        occurred_at,
    ) in enumerate(columns, head + 1):
        version = versions[stream] = versions[stream] + 1
        envelope = spell(
            data,
            event_id,
            metadata,
            instant(occurred_at),
            position,
            recorded_text,
            schema_version,
            stream,
            kind,
            version,
        )
        fixed = _fixed(
            *(12, 8, position, 8, version, 8, microseconds(occurred_at), 8, recorded),
            *(16, event_id.bytes, 4, schema_version, 32, leaf_hash(envelope)),
        )
        often = _field_met_often(stream), _field_met_often(kind), _field_met_often(correlation_id)
        yield b"".join((fixed, *often, _field(data), _field(metadata)))


def _field(text: str) -> bytes:
    field = text.encode()
    return _length(len(field)) + field


_field_met_often: Final = lru_cache(maxsize=4096)(_field)

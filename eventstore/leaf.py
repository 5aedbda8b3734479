"""The leaf hash of an event, exactly as ``log.leaf`` computes it in the database."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Final
from uuid import UUID

import orjson

from domain.envelope import RecordedEvent
from eventstore.canonical import canonical_json

LEAF: Final = b"\x00"
"""Tells a leaf from an inner node of the Merkle tree (RFC 6962, section 2.1)."""


def envelope(event: RecordedEvent) -> bytes:
    """Return the canonical JSON (RFC 8785) of everything the log knows of an event, but its hash.

    A line of an export is this, so that hashing the line gives the leaf.
    """
    return envelope_of(event, canonical_json(event.data), canonical_json(event.metadata))


def envelope_of(event: RecordedEvent, data: str, metadata: str) -> bytes:
    """Return `envelope` of an event whose data and metadata are at hand as canonical text."""
    return spell(
        data,
        event.event_id,
        metadata,
        instant(event.occurred_at),
        event.position,
        instant(event.recorded_at),
        event.schema_version,
        event.stream,
        event.type,
        event.version,
    )


def spell(  # noqa: PLR0913, PLR0917 - the envelope has so many fields, here in its own order
    data: str,
    event_id: UUID,
    metadata: str,
    occurred_at: str,
    position: int,
    recorded_at: str,
    schema_version: int,
    stream: str,
    kind: str,
    version: int,
) -> bytes:
    """Return `envelope` from its parts: data and metadata as canonical text, times as of `instant`."""
    return orjson.dumps(
        {  # in the order that the canonical form asks for
            "data": orjson.Fragment(data),
            "event_id": event_id,
            "metadata": orjson.Fragment(metadata),
            "occurred_at": occurred_at,
            "position": position,
            "recorded_at": recorded_at,
            "schema_version": schema_version,
            "stream": stream,
            "type": kind,
            "version": version,
        }
    )


def leaf_hash(envelope: bytes) -> bytes:
    """Return the RFC 6962 leaf hash of an envelope (32 bytes)."""
    return sha256(LEAF + envelope).digest()


def instant(moment: datetime) -> str:
    """Return an instant as the envelope spells it: RFC 3339 in UTC, to the microsecond."""
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    text = orjson.dumps(moment, option=orjson.OPT_UTC_Z)[1:-1].decode()
    return text if "." in text else text.replace("Z", ".000000Z")

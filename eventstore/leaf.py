"""The leaf hash of an event, exactly as ``log.leaf`` computes it in the database."""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

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
    return (
        f'{{"data":{data},"event_id":"{event.event_id}","metadata":{metadata}'
        f',"occurred_at":"{_instant(event.occurred_at)}","position":{event.position}'
        f',"recorded_at":"{_instant(event.recorded_at)}","schema_version":{event.schema_version}'
        f',"stream":"{event.stream}","type":"{event.type}","version":{event.version}}}'
    ).encode()


def leaf_hash(envelope: bytes) -> bytes:
    """Return the RFC 6962 leaf hash of an envelope (32 bytes)."""
    return sha256(LEAF + envelope).digest()


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"

"""The events that both sides store: 240 bytes of data and 130 bytes of metadata as JSON."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from random import Random
from typing import Any, Final
from uuid import uuid4

from domain.envelope import NewEvent

DATA_BYTES: Final = 240
METADATA_BYTES: Final = 130
VARIANTS: Final = 64
"""How many different payloads there are; they come in turn."""

TYPE: Final = "bench.noted"
NOON: Final = datetime(2030, 6, 1, 12, tzinfo=UTC)

_dice: Final = Random(20300601)


def _spelled(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _fill(value: dict[str, Any], field: str, size: int) -> dict[str, Any]:
    """Lengthen a text field with noise until the object has a size in bytes."""
    missing = size - len(_spelled(value))
    return {**value, field: value[field] + f"{_dice.getrandbits(8 * size):x}"[:missing]}


def _data(number: int) -> dict[str, Any]:
    fields = {"amount": number, "at": NOON.isoformat(), "by": f"person-{number:04}", "note": ""}
    return _fill(fields, "note", DATA_BYTES)


def _metadata(number: int) -> dict[str, Any]:
    actor = {"id": f"person-{number:04}", "type": "participant"}
    fields = {"actor": actor, "causation_id": "", "correlation_id": f"request-{number:04}"}
    return _fill(fields, "causation_id", METADATA_BYTES)


DATA: Final = tuple(_data(number) for number in range(VARIANTS))
METADATA: Final = tuple(_metadata(number) for number in range(VARIANTS))
STATES: Final = tuple(
    _spelled(data) + _spelled(metadata) for data, metadata in zip(DATA, METADATA, strict=True)
)
"""The same payloads as the peer keeps them: one string of bytes, ready to be stored."""


def new_event(number: int, request: int | None = None) -> NewEvent:
    """Return an event with the payload of a number.

    Args:
        number: Which of the payloads.
        request: Which of the metadata; those that come with the payload unless given.
    """
    return NewEvent(
        event_id=uuid4(),
        type=TYPE,
        schema_version=1,
        data=DATA[number % VARIANTS],
        metadata=METADATA[(number if request is None else request) % VARIANTS],
        occurred_at=NOON,
    )


def new_stream() -> str:
    """Return the name of a stream that does not exist yet."""
    return f"bench-{uuid4()}"

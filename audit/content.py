"""Whether an event says what it said when it was recorded, and can be understood."""

from collections.abc import Iterator, Mapping
from typing import Any

from audit.kept import Kept
from eventstore.canonical import canonical_json
from eventstore.content import lacking
from eventstore.errors import NotCanonical
from eventstore.leaf import envelope_of, leaf_hash


def check_bytes(kept: Kept) -> Iterator[str]:
    """Yield what is wrong with the stored bytes: another hash, or a second spelling of the same value."""
    if leaf_hash(envelope_of(kept.event, kept.data, kept.metadata)) != kept.event.leaf_hash:
        yield "its leaf hash is not that of its content: it was changed after it was recorded"
    for name, value, text in (
        ("data", kept.event.data, kept.data),
        ("metadata", kept.event.metadata, kept.metadata),
    ):
        if not _is_canonical(value, text):
            yield f"its {name} are not canonical JSON, as everything is that the log was given"


def check_metadata(kept: Kept) -> Iterator[str]:
    """Yield what the account of who, why and because of what lacks."""
    if problem := lacking(kept.event.metadata):
        yield problem


def _is_canonical(value: Mapping[str, Any], text: str) -> bool:
    try:
        return isinstance(value, dict) and canonical_json(value) == text
    except NotCanonical:
        return False

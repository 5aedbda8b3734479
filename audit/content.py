"""Whether an event says what it said when it was recorded, and can be understood."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from audit.kept import Kept
from domain.envelope import Metadata
from domain.event import Event
from domain.registry import Registry
from eventstore.canonical import canonical_json
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
    try:
        Metadata.model_validate(kept.event.metadata)
    except ValidationError as error:
        yield f"its metadata do not say who acted and why: {_in_words(error)}"


def read(kept: Kept, registry: Registry) -> Event | str:
    """Return the event as the domain knows it, or what is wrong with its data."""
    try:
        return registry.decode(kept.event.type, kept.event.schema_version, kept.event.data)
    except ValidationError as error:
        problem = _in_words(error)
    except (KeyError, TypeError, ValueError) as error:  # an upcaster met data that it was not made for
        problem = type(error).__name__
    return f"its data are not those of {kept.event.type} version {kept.event.schema_version}: {problem}"


def _is_canonical(value: Mapping[str, Any], text: str) -> bool:
    try:
        return isinstance(value, dict) and canonical_json(value) == text
    except NotCanonical:
        return False


def _in_words(error: ValidationError) -> str:
    # Without the input: data may hold anything, and a finding is shown to anybody.
    findings = error.errors(include_input=False, include_url=False, include_context=False)
    first = findings[0]
    where = ".".join(str(step) for step in first["loc"]) or "the whole"
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{where}: {first['msg']}{more}"

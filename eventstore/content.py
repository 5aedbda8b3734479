"""Whether an event's content is what the domain takes it for; told in words that show none of it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from domain.envelope import Metadata
from domain.event import Event
from domain.registry import Registry


def read(name: str, version: int, data: Mapping[str, Any], registry: Registry) -> Event | str:
    """Return an event as the domain knows it, or what is wrong with its data."""
    try:
        return registry.decode(name, version, data)
    except ValidationError as error:
        problem = in_words(error)
    except (KeyError, TypeError, ValueError) as error:  # an upcaster met data that it was not made for
        problem = type(error).__name__
    return f"its data are not those of {name} version {version}: {problem}"


def lacking(metadata: Mapping[str, Any]) -> str | None:
    """Return what the account of who, why and because of what lacks; None when it is complete."""
    try:
        Metadata.model_validate(metadata)
    except ValidationError as error:
        return f"its metadata do not say who acted and why: {in_words(error)}"
    return None


def in_words(error: ValidationError) -> str:
    """Return the first finding, and how many there are; without the input, which may be personal."""
    findings = error.errors(include_input=False, include_url=False, include_context=False)
    first = findings[0]
    where = ".".join(str(step) for step in first["loc"]) or "the whole"
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{where}: {first['msg']}{more}"

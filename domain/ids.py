"""One identifier everywhere: stream name, workflow ID, URL part and log key."""

from typing import Final
from uuid import UUID, uuid5

NAMESPACE: Final = UUID("6b7f1f0e-52a5-5d0c-9a39-0c7e0a1d9a51")
"""The root from which every derived identifier grows; changing it changes them all."""


def derive(*parts: object) -> UUID:
    """Derive the identifier of what `parts` caused: the same parts always give the same one."""
    return uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts))


def stream_name(category: str, *parts: object) -> str:
    """Name the stream ``category-<uuid>`` that `parts` determine."""
    return f"{category}-{derive(category, *parts)}"


def category_of(stream: str) -> str:
    """Return the category of a stream: the text before its first dash."""
    return stream.partition("-")[0]


def event_id(stream: str, cause: str, index: int) -> UUID:
    """Derive the id of the event number `index` (from 0) that the command or deadline `cause` gave `stream`.

    A retried command derives the same ids, which is what makes appending it again harmless.
    """
    return derive(stream, cause, index)

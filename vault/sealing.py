"""Sealed texts inside larger data: where they are, and where they came from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.sealed import Sealed

_SHAPE = frozenset(Sealed.model_fields)


@dataclass(frozen=True, slots=True)
class Found:
    """A sealed text inside JSON data.

    Attributes:
        path: The keys and indexes that lead to it.
        sealed: The text, still sealed.
    """

    path: tuple[str | int, ...]
    sealed: Sealed

    @property
    def command_id(self) -> str:
        """The command that brought the text."""
        return self.sealed.command_id

    @property
    def field(self) -> str:
        """The field of that command which it filled."""
        return self.sealed.field


def find_sealed(data: Any) -> list[Found]:  # noqa: ANN401 - JSON is whatever it is
    """Return every sealed text in JSON data, in the order in which it is written."""
    return list(_walk(data, ()))


def _is_sealed(data: object) -> bool:
    return isinstance(data, Mapping) and data.keys() == _SHAPE


def _walk(data: Any, path: tuple[str | int, ...]) -> Iterator[Found]:  # noqa: ANN401 - as above
    if _is_sealed(data):
        yield Found(path, Sealed.model_validate(data))
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _walk(value, (*path, key))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            yield from _walk(value, (*path, index))

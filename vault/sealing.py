"""Sealed texts inside larger data: where they are, where they came from, and how they read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from domain.sealed import Sealed
from vault.api import Vault

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
        return self.sealed.bound_to.rpartition("#")[0]

    @property
    def field(self) -> str:
        """The field of that command which it filled."""
        return self.sealed.bound_to.rpartition("#")[2]


def find_sealed(data: Any) -> list[Found]:  # noqa: ANN401 - JSON is whatever it is
    """Return every sealed text in JSON data, in the order in which it is written."""
    return list(_walk(data, ()))


def open_all(vault: Vault, data: Any) -> Any:  # noqa: ANN401 - JSON is whatever it is
    """Return the same JSON data with each sealed text opened in its place, or as an `Erased` value.

    Costs the vault one look-up, however many texts there are.

    Raises:
        SealBroken: a text was changed or moved.
        KeyMissing: a text belongs to another vault.
    """
    found = find_sealed(data)
    opened = vault.open_many([each.sealed for each in found])
    return _replace(data, iter(opened))


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


def _replace(data: Any, opened: Iterator[object]) -> Any:  # noqa: ANN401 - as above
    if _is_sealed(data):
        return next(opened)
    if isinstance(data, Mapping):
        return {key: _replace(value, opened) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_replace(value, opened) for value in data]
    return data

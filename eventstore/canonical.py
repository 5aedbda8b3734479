"""Canonical JSON (RFC 8785) for the values that events may hold: one spelling for every value.

Without floats, with integers that every JSON reader keeps, and with ASCII keys, the canonical form is
what the standard library writes with sorted keys and no blanks.
"""

import json
from collections.abc import Iterable, Mapping
from json.encoder import c_make_encoder, encode_basestring  # type: ignore[attr-defined] # in C, without a stub
from typing import Any, Final

from eventstore.errors import NotCanonical

LARGEST_INTEGER: Final = 2**53 - 1
"""Beyond it a reader that keeps numbers as doubles (RFC 8259, section 6) would change the value."""

SCALARS: Final = frozenset({str, bool, type(None)})
CONTAINERS: Final = frozenset({dict, list, tuple})

_decode: Final = json.JSONDecoder().decode

# What `json.JSONEncoder.encode` builds anew in each call, which costs as much as the encoding itself.
_chunks: Final = c_make_encoder(
    markers=None,  # no memory of parents: a circle is refused by its depth
    default=None,  # no way out for unknown types: the check leaves none
    encoder=encode_basestring,  # Unicode as it is
    indent=None,
    key_separator=":",
    item_separator=",",
    sort_keys=True,
    skipkeys=False,
    allow_nan=False,
)


def canonical_json(value: Mapping[str, Any]) -> str:
    """Return the canonical spelling of a JSON object.

    Raises:
        NotCanonical: it holds something other than null, booleans, integers up to 2⁵³ - 1, strings,
            lists and objects with ASCII keys; names the path, the problem and the way out.
    """
    plain = value if type(value) is dict else dict(value)
    if not _is_plain(plain):
        _check(plain, "$")
    text = "".join(_chunks(plain, 0))
    if not text.isascii() or "\\u0000" in text:
        _check(plain, "$")
    return text


def parse(text: str) -> dict[str, Any]:
    """Return the object that a canonical text spells."""
    value: dict[str, Any] = _decode(text)
    return value


def _is_plain(value: dict[object, object] | list[object] | tuple[object, ...]) -> bool:
    """Tell, quickly, whether all types and numbers are right; False may also mean "look closer"."""
    if type(value) is dict:
        if not all(type(key) is str for key in value):
            return False
        items: Iterable[object] = value.values()
    else:
        items = value
    for item in items:
        kind = type(item)
        if kind is int:
            if not -LARGEST_INTEGER <= item <= LARGEST_INTEGER:  # type: ignore[operator] # an int, see above
                return False
        elif kind not in SCALARS and not (kind in CONTAINERS and _is_plain(item)):  # type: ignore[arg-type] # see left
            return False
    return True


def _check(value: object, path: str) -> None:
    if isinstance(value, str):
        _check_text(value, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            _check_key(key, path)
            _check(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            _check(item, f"{path}[{index}]")
    elif value is not None:
        _check_number(value, path)


def _check_key(key: object, path: str) -> None:
    if not isinstance(key, str) or not key.isascii():
        raise NotCanonical(path=path, problem=f"its key {key!r} is not ASCII text", instead="another name")


def _check_text(value: str, path: str) -> None:
    if "\0" in value:
        raise NotCanonical(path=path, problem="the text holds a NUL character", instead="the text without it")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise NotCanonical(path=path, problem="it holds half a surrogate pair", instead="well-formed Unicode")


def _check_number(value: object, path: str) -> None:
    if isinstance(value, float):
        raise NotCanonical(path=path, problem=f"{value} is a float", instead="an integer of a smaller unit")
    if not isinstance(value, int):
        raise NotCanonical(path=path, problem=f"{type(value).__name__} is no JSON type", instead="its text")
    if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
        raise NotCanonical(path=path, problem=f"{value} is beyond 2**53 - 1", instead="a string of digits")

"""Canonical JSON (RFC 8785) for the values that events may hold: one spelling for every value.

Without floats, with integers that every JSON reader keeps, and with ASCII keys, the canonical form is
JSON with sorted keys and no blanks, in UTF-8.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final

import orjson

from eventstore.errors import NotCanonical

LARGEST_INTEGER: Final = 2**53 - 1
"""Beyond it a reader that keeps numbers as doubles (RFC 8259, section 6) would change the value."""

TEXT: Final = frozenset({str})
SCALARS: Final = frozenset({str, int, bool, type(None)})
SEQUENCES: Final = frozenset({list, tuple})

SPELLING: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER


def canonical_json(value: Mapping[str, Any]) -> str:
    """Return the canonical spelling of a JSON object.

    Raises:
        NotCanonical: it holds something other than null, booleans, integers up to 2⁵³ - 1, strings,
            lists and objects with ASCII keys; names the path, the problem and the way out.
    """
    plain = value if type(value) is dict else dict(value)
    if not _is_plain(plain):
        _check(plain, "$")
    try:
        text = orjson.dumps(plain, option=SPELLING).decode()
    except orjson.JSONEncodeError as error:
        _check(plain, "$")
        raise NotCanonical(path="$", problem=str(error), instead="plain, flatter values") from error
    if not text.isascii() or "\\u0000" in text:
        _check(plain, "$")
    return text


def parse(text: str) -> dict[str, Any]:
    """Return the object that a canonical text spells."""
    value: dict[str, Any] = orjson.loads(text)
    return value


def _is_plain(value: object) -> bool:
    """Tell, quickly, whether all types are right; False may also mean "look closer"."""
    if type(value) is dict:
        if not TEXT.issuperset(map(type, value)):
            return False
        items: Collection[object] = value.values()
    elif type(value) in SEQUENCES:
        items = value  # type: ignore[assignment] # SEQUENCES are lists and tuples
    else:
        return False
    if SCALARS.issuperset(map(type, items)):
        return True
    for item in items:  # noqa: SIM110 - a generator in `all` costs as much as everything else here
        if type(item) not in SCALARS and not _is_plain(item):
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

import math
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from eventstore.canonical import LARGEST_INTEGER, canonical_json, parse
from eventstore.errors import NotCanonical


class Colour(StrEnum):
    """Text that is more than text."""

    RED = "red"


class Size(IntEnum):
    """An integer that is more than an integer."""

    BIG = 3


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
keys = st.text(st.characters(max_codepoint=127))
scalars = st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | texts
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=8)
objects = st.dictionaries(keys, values)


@given(objects)
def test_same_bytes_as_the_reference(value: dict[str, Any]) -> None:
    """Whatever an event may hold is spelled as the reference implementation of RFC 8785 spells it."""
    assert canonical_json(value).encode() == rfc8785.dumps(value)


@given(objects)
def test_round_trip(value: dict[str, Any]) -> None:
    """What is spelled out reads back as the same value, and spells the same again."""
    text = canonical_json(value)
    assert parse(text) == value
    assert canonical_json(parse(text)) == text


def test_order_of_keys_does_not_matter() -> None:
    """Two objects that differ only in the order of their keys have one spelling."""
    assert canonical_json({"b": {"d": 1, "c": 2}, "a": 3}) == canonical_json({"a": 3, "b": {"c": 2, "d": 1}})


def test_values_that_look_like_json() -> None:
    """Tuples, enumerations and read-only mappings are spelled as what they stand for."""
    value = MappingProxyType({"tuple": (1, 2), "text": Colour.RED, "number": Size.BIG})
    assert canonical_json(value) == '{"number":3,"text":"red","tuple":[1,2]}'


@pytest.mark.parametrize(
    ("value", "path", "problem"),
    [
        ({"a": [1, {"b": 0.5}]}, "$.a[1].b", "0.5 is a float"),
        ({"a": math.nan}, "$.a", "nan is a float"),
        ({"a": 2**53}, "$.a", "9007199254740992 is beyond"),
        ({"a": -(2**53)}, "$.a", "-9007199254740992 is beyond"),
        ({"é": 1}, "$", "its key 'é' is not ASCII"),
        ({"a": {1: 2}}, "$.a", "its key 1 is not ASCII"),
        ({"a": "nul \0"}, "$.a", "NUL"),
        ({"a": ("half \ud83c",)}, "$.a[0]", "surrogate"),
        ({"a": {1, 2}}, "$.a", "set is no JSON type"),
        ({"a": UUID(int=0)}, "$.a", "UUID is no JSON type"),
        ({"a": b"x"}, "$.a", "bytes is no JSON type"),
    ],
)
def test_what_has_no_single_spelling(value: dict[str, Any], path: str, problem: str) -> None:
    """A value without one spelling is refused by its path, with the way out."""
    with pytest.raises(NotCanonical) as refusal:
        canonical_json(value)
    message = str(refusal.value)
    assert f"at {path} cannot" in message
    assert problem in message
    assert "instead" in message


def test_backslashes_that_only_look_like_nul() -> None:
    """A text that spells an escape out is no NUL character."""
    assert parse(canonical_json({"a": r"\u0000"})) == {"a": r"\u0000"}

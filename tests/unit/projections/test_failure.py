"""What operators are told when a projection fails."""

import re
from collections.abc import Callable

import psycopg
import pytest
from pydantic import TypeAdapter

from projections.errors import RowOutOfStep
from projections.failure import describe, kind_in

NAME = "Zoë Ångström"

HERE = r"\(.*test_failure, line \d+\)"


def failed(act: Callable[[], object]) -> Exception:
    """Return the error that an act raises."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - any error is the point
        return error
    pytest.fail("nothing was raised")


def look_up() -> object:
    """Fail at a key."""
    known: dict[str, int] = {}
    return known[NAME]


def convert() -> object:
    """Fail at a value, inside the standard library's own function."""
    return int(NAME)


def validate() -> object:
    """Fail at two fields."""
    return TypeAdapter(dict[str, int]).validate_python({"seats": NAME, "places": NAME})


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (look_up, rf"KeyError {HERE}"),
        (convert, rf"ValueError {HERE}"),
        (validate, rf"ValidationError: seats int_parsing, places int_parsing {HERE}"),
    ],
)
def test_the_kind_and_the_place_are_told_and_no_value(act: Callable[[], object], expected: str) -> None:
    """What an event holds may concern a person, and Python's own messages quote it."""
    error = failed(act)
    assert NAME in str(error)
    assert re.fullmatch(expected, describe(error))


def test_many_invalid_fields_are_not_all_named() -> None:
    """The first few are enough to find the cause."""
    fields = {f"field{number}": NAME for number in range(100)}
    error = failed(lambda: TypeAdapter(dict[str, int]).validate_python(fields))
    assert describe(error).count("int_parsing") == 5


def test_what_the_read_side_says_itself_is_told_in_full() -> None:
    """Its messages hold names of streams and numbers only, and the way out."""
    text = describe(RowOutOfStep(projection="tally", stream="a-1", have=3, got=3))
    assert text.startswith("RowOutOfStep: Read model tally holds a-1 at version 3")
    assert "mentoring projections rebuild tally" in text


def test_an_error_that_was_never_raised_has_no_place() -> None:
    """It is described all the same."""
    assert describe(psycopg.DataError(NAME)) == "DataError (nowhere in the program)"


@pytest.mark.parametrize("error", [KeyError("x"), RowOutOfStep(projection="t", stream="s", have=1, got=1)])
def test_the_kind_is_found_again_in_the_text(error: Exception) -> None:
    """The log records it alone."""
    assert kind_in(describe(error)) == type(error).__name__
    assert kind_in(f"{describe(error)}, at tally.counted of a-1") == type(error).__name__

"""What operators are told of a failure: its kind and its place, never what the event says.

Validators and drivers quote the value that they choke on, and in an event that may concern a person. So their
words are left out, here and in the logs.
"""

from collections.abc import Iterator
from traceback import walk_tb
from typing import Final

import psycopg
from pydantic import ValidationError

from projections.errors import ProjectionError

LIBRARIES: Final = frozenset({"psycopg", "pydantic", "pydantic_core"})
"""Packages whose own code is not the place to look."""

SHOWN: Final = 5
"""How many fields of an invalid event are named."""


def describe(error: Exception) -> str:
    """Return the class of an error, what is safe to tell of it, and where in the program it was raised."""
    if isinstance(error, ProjectionError):
        return f"{type(error).__name__}: {str(error).removesuffix('.')}"
    details = ", ".join(_details(error))
    return f"{type(error).__name__}{f': {details}' if details else ''} ({_place(error)})"


def kind_in(failure: str) -> str:
    """Return the class of the error that a text of `describe` is about."""
    return failure.partition(" ")[0].rstrip(":")


def _details(error: Exception) -> Iterator[str]:
    if isinstance(error, ValidationError):
        for each in error.errors(include_url=False, include_context=False, include_input=False)[:SHOWN]:
            yield f"{'.'.join(map(str, each['loc'])) or 'the event'} {each['type']}"
    elif isinstance(error, psycopg.Error):
        for what in ("table_name", "column_name", "constraint_name"):
            if name := getattr(error.diag, what):
                yield f"{what.partition('_')[0]} {name}"


def _place(error: Exception) -> str:
    place = "nowhere in the program"
    for frame, line in walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__"))
        if module.partition(".")[0] not in LIBRARIES:
            place = f"{module}, line {line}"
    return place

"""What pydantic finds, said in the words of a person who writes designs."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.programme.problems import Location, Problem


def problems_of(model: type[BaseModel], error: ValidationError) -> list[Problem]:
    """Return one problem for each finding of a failed validation of `model`."""
    findings = error.errors(include_url=False)
    misspelt = {
        (*details["loc"][:-1], near[0])
        for details in findings
        if details["type"] == "extra_forbidden" and (near := _nearest_key(model, details["loc"]))
    }
    return [
        _problem(model, details)
        for details in findings
        if not (details["type"] == "missing" and details["loc"] in misspelt)
    ]


def _problem(model: type[BaseModel], details: ErrorDetails) -> Problem:
    where: Location = details["loc"]
    kind = details["type"]
    if kind == "extra_forbidden":
        return _unknown_key(model, where)
    if kind == "missing":
        owner = "this group" if len(where) > 1 else "the design"
        return Problem(where=where, what="is missing", way_out=f"add `{where[-1]}:` to {owner}")
    if say := _WORDS.get(kind):
        what, way_out = say(details.get("ctx", {}), details["input"])
        return Problem(where=where, what=what, way_out=way_out)
    if kind == "value_error":
        what, _, way_out = str(details["ctx"]["error"]).partition("; ")
        return Problem(where=where, what=what, way_out=way_out or "write another value")
    return Problem(where=where, what=details["msg"].lower(), way_out="write another value")


def _nearest_key(model: type[BaseModel], where: Location) -> list[str]:
    return get_close_matches(str(where[-1]), _keys_at(model, where[:-1]), n=1)


def _unknown_key(model: type[BaseModel], where: Location) -> Problem:
    known = _keys_at(model, where[:-1])
    if near := _nearest_key(model, where):
        way_out = f"did you mean {near[0]}?"
    else:
        way_out = f"remove it, or write one of {', '.join(known)}" if known else "remove it"
    return Problem(where=where, what="is no key that a design knows here", way_out=way_out)


def _keys_at(annotation: object, where: Location) -> list[str]:
    """Return the keys that a design knows in one of its groups."""
    for step in where:
        if isinstance(step, str) and (group := _group(annotation)):
            annotation = group.model_fields[step].annotation
    group = _group(annotation)
    return list(group.model_fields) if group else []


def _group(annotation: object) -> type[BaseModel] | None:
    """Return the model inside an annotation such as ``tuple[Model, ...]`` or ``Model | None``."""
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next((found for part in get_args(annotation) if (found := _group(part))), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


def _enum(context: Mapping[str, Any], written: object) -> tuple[str, str]:
    known = [each.strip("'") for each in str(context["expected"]).replace(" or ", ", ").split(", ")]
    near = get_close_matches(str(written), known, n=1)
    way_out = f"did you mean {near[0]}?" if near else f"write one of {', '.join(known)}"
    return "is none of the words known here", way_out


def _key(context: Mapping[str, Any], _written: object) -> tuple[str, str]:
    del context
    return (
        "is not a short name",
        "use lower-case letters, digits and single dashes, from a letter on: settle-in",
    )


def _text(_context: Mapping[str, Any], written: object) -> tuple[str, str]:
    if written is None:
        return "is empty", "write a text after the colon"
    if isinstance(written, bool | int):
        return f"is {_said(written)}, not text", 'put it in quotes: "…"'
    return f"is {_said(written)}, not text", "write a text after the colon, in quotes if it holds : { [ or ?"


def _said(written: object) -> str:
    if isinstance(written, bool):
        return "a truth value"
    if isinstance(written, int):
        return "a number"
    if isinstance(written, str):
        return "text"
    if isinstance(written, list):
        return "a list"
    return "empty" if written is None else "a group of keys"


def _whole(_context: Mapping[str, Any], written: object) -> tuple[str, str]:
    return f"is {_said(written)}, not a whole number", (
        "write a whole number without quotes or decimals; 4.2 on the scale is 420 hundredths"
    )


def _fixed(what: str, way_out: str) -> Callable[[Mapping[str, Any], object], tuple[str, str]]:
    return lambda context, written: (what.format(said=_said(written), **context), way_out.format(**context))


_WORDS: Final[dict[str, Callable[[Mapping[str, Any], object], tuple[str, str]]]] = {
    "enum": _enum,
    "string_pattern_mismatch": _key,
    "string_type": _text,
    "string_too_short": _fixed("is empty", "write a text after the colon"),
    "string_too_long": _fixed("is longer than {max_length} characters", "shorten it"),
    "int_type": _whole,
    "bool_type": _fixed("is {said}, neither true nor false", "write true or false"),
    "tuple_type": _fixed("is {said}, not a list", "write [one, two], or one line with a dash for each"),
    "model_type": _fixed("is {said}, not a group of keys", "indent `key: value` lines below it"),
    "greater_than_equal": _fixed("is less than {ge}", "write {ge} or more"),
    "less_than_equal": _fixed("is more than {le}", "write {le} or less"),
    "time_delta_parsing": _fixed(
        "is not a duration", "write something like 14 days, 6 weeks, 48 hours or P14D"
    ),
}
"""How each kind of finding is said: what is wrong, and the way out."""

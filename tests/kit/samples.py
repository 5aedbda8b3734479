"""Sample events of any type, made from nothing but its declaration."""

import types
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from domain.event import Event

MONDAY = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
"""When every sample happens."""

_SIMPLE: dict[Any, list[object]] = {
    str: ["sample"],
    int: [3, 1, 5],  # the middle and the ends of every scale
    bool: [True, False],
    datetime: [MONDAY],
    AwareDatetime: [MONDAY],
    date: [MONDAY.date()],
    timedelta: [timedelta(days=14)],
}
_EMPTY: dict[Any, object] = {tuple: (), dict: {}}

ModelT = TypeVar("ModelT", bound=BaseModel)


def samples(kind: type[Event], **known: object) -> Iterator[Event]:
    """Yield a sample event, and one more for each choice that one of its fields leaves.

    Args:
        kind: The type of event.
        known: Values for the fields that have one of these names.
    """
    fields = {name: _values(field.annotation) for name, field in kind.model_fields.items()}
    fields |= {name: [value] for name, value in known.items() if name in fields}
    plain = {name: values[0] for name, values in fields.items()}
    for changes in ({}, *({name: value} for name, values in fields.items() for value in values[1:])):
        yield _unchecked(kind, plain | changes)


def _values(annotation: Any) -> list[object]:  # noqa: ANN401 - any annotation
    """Return what a field so annotated may hold: one value, or each that there is to choose from."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Annotated, Union, types.UnionType):
        return _values(arguments[0])
    if origin is not None:
        return list(arguments) if origin is Literal else [_EMPTY[origin]]
    if issubclass(annotation, Enum):
        return list(annotation)
    if issubclass(annotation, BaseModel):
        fields = {name: _values(field.annotation)[0] for name, field in annotation.model_fields.items()}
        return [_unchecked(annotation, fields)]
    return _SIMPLE[annotation]


def _unchecked(kind: type[ModelT], fields: Mapping[str, Any]) -> ModelT:
    """Return a model that nobody validated: samples need not make sense together."""
    return kind.model_construct(None, **fields)

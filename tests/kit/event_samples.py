"""Golden events: one stored example of every type and version, which must stay readable for ever."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from domain.event import Event
from tests.kit.event_schemas import ROOT

GOLDEN: Final = ROOT / "tests" / "golden"
_STRINGS: Final = {
    "date-time": "2026-03-02T09:30:00Z",
    "date": "2026-03-02",
    "duration": "P14D",
}
_SHA256: Final = "0123456789abcdef" * 4
_BY_HAND: Final[dict[str, dict[str, Any]]] = {
    "Weights": {"competencies": 92},
    "MatchingRules": {"group_size": None},
    "MatchInputs": {"pins": []},
}
"""Fields that depend on others of the same value."""


def golden_file(event: type[Event]) -> Path:
    """Return where the samples of an event's category are kept."""
    return GOLDEN / f"{event.type.partition('.')[0]}.json"


def samples() -> Iterator[dict[str, Any]]:
    """Return every golden event: type, version and data."""
    for path in sorted(GOLDEN.glob("*.json")):
        yield from json.loads(path.read_text())


def sample_of(event: type[Event]) -> dict[str, Any]:
    """Make up an example with every field filled.

    Raises:
        pydantic.ValidationError: the fields depend on each other in a way that has to be written by hand.
    """
    schema = event.model_json_schema(mode="validation")
    stored = event.model_validate(_object(schema, schema.get("$defs", {}))).model_dump(mode="json")
    return {"type": event.type, "version": event.schema_version, "data": stored}


def _value(schema: dict[str, Any], parts: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    """Make up a value of a shape."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        made_up = _value(parts[name], parts)
        return made_up | _BY_HAND[name] if name in _BY_HAND else made_up
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return _value(next(each for each in choices if each.get("type") != "null"), parts)
    if schema.keys() & {"const", "enum"}:
        return schema["const"] if "const" in schema else schema["enum"][0]
    return _OF_TYPE[schema["type"]](schema, parts)


def _object(schema: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    """Fill every field, or one entry of a mapping."""
    if "properties" in schema:
        return {name: _value(each, parts) for name, each in schema["properties"].items()}
    if isinstance(values := schema.get("additionalProperties"), dict):
        name = _value(schema.get("propertyNames", {"type": "string"}), parts)
        return {name: _value(values, parts)}
    return {}


def _array(schema: dict[str, Any], parts: dict[str, Any]) -> list[Any]:
    """Fill an array with as little as it takes, and at least one."""
    if "prefixItems" in schema:
        return [_value(each, parts) for each in schema["prefixItems"]]
    return [_value(schema["items"], parts)] * max(1, schema.get("minItems", 1))


def _string(schema: dict[str, Any], _: object) -> str:
    """Write a string of the asked format."""
    if "{64}" in schema.get("pattern", ""):
        return _SHA256
    return _STRINGS.get(schema.get("format", ""), "example")


_OF_TYPE: Final[dict[str, Callable[[dict[str, Any], dict[str, Any]], Any]]] = {
    "object": _object,
    "array": _array,
    "string": _string,
    "integer": lambda schema, _: max(1, schema.get("minimum", 1)),
    "boolean": lambda _, __: True,
}

"""The published shape of every event: one frozen JSON Schema for each type and version.

A published schema never changes. `python -m tests.kit.freeze_events` writes those that are missing.
"""

import json
from pathlib import Path
from typing import Any, Final

from domain.event import Event

ROOT: Final = Path(__file__).parents[2]
SCHEMAS: Final = ROOT / "domain" / "schemas"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_VALUES: Final = ("default", "const", "enum", "examples")


def schema_of(event: type[Event]) -> dict[str, Any]:
    """Return the shape of the stored fields of an event; without descriptions, which may be improved."""
    shape = _without_words(event.model_json_schema(mode="serialization"))
    return {"$schema": DIALECT, "$id": f"{event.type}.v{event.schema_version}", **shape}


def schema_file(event: type[Event]) -> Path:
    """Return where the schema of an event is kept."""
    return SCHEMAS / f"{event.type}.v{event.schema_version}.json"


def as_text(document: object) -> str:
    """Return a JSON document as it is kept: sorted, indented, one line break at the end."""
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _without_words(part: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Leave out titles and descriptions, but not fields of these names."""
    if isinstance(part, list):
        return [_without_words(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        name: value if name in _VALUES else _without_words(value)
        for name, value in part.items()
        if not (name in {"title", "description"} and isinstance(value, str))
    }

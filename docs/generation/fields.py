"""What models hold, as JSON has it."""

from collections.abc import Collection, Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from docs.generation import markdown as md

Schema = dict[str, Any]


class Fields:
    """The fields of some models, and the values that they refer to.

    They are described together, so that every name is unique.

    Args:
        models: The models of a page.
        mode: ``serialization`` for what is stored, ``validation`` for what is sent.
    """

    def __init__(self, models: Iterable[type[BaseModel]], mode: JsonSchemaMode) -> None:
        references, schema = models_json_schema([(model, mode) for model in models])
        self._named = {model: _named(reference) for (model, _), reference in references.items()}
        self._definitions: dict[str, Schema] = schema["$defs"]

    def table(self, model: type[BaseModel], *, leave_out: Collection[str] = ()) -> str:
        """Return the fields of a model as a table, without those that go without saying."""
        schema, said = self._definitions[self._named[model]], md.attributes(model)
        required = schema.get("required", ())
        rows = [
            [md.code(name), _type(part), "" if name in required else "optional", said.get(name, "")]
            for name, part in schema.get("properties", {}).items()
            if name not in leave_out
        ]
        return md.table(["field", "type", "", "what it says"], rows) if rows else "No fields."

    def values(self) -> list[str]:
        """Return a section for each value that the models refer to, in alphabetical order."""
        own = set(self._named.values())
        others = {_title(name): schema for name, schema in self._definitions.items() if name not in own}
        return [_section(title, schema) for title, schema in sorted(others.items())]


def _named(reference: Schema) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _title(name: str) -> str:
    """Return how a value is called; one whose name is not unique carries the name of its package."""
    *package, own = name.split("__")
    return f"{own} ({'.'.join(package[1:])})" if package else own


def _section(title: str, schema: Schema) -> str:
    said = " ".join(schema.get("description", "").partition("\n\nAttributes:")[0].split())
    if "enum" in schema:
        content = f"One of {', '.join(md.code(each) for each in schema['enum'])}."
    else:
        rows = [[md.code(field), _type(part)] for field, part in schema.get("properties", {}).items()]
        content = md.table(["field", "type"], rows)
    return f"### {title}\n\n{said.replace('``', '`')}\n\n{content}"


def _type(schema: Schema) -> str:
    if "$ref" in schema:
        title = _title(_named(schema))
        return f"[{title}](#{md.anchor(title)})"
    if "anyOf" in schema:
        return " or ".join(_type(part) for part in schema["anyOf"])
    if words := schema.get("enum", [schema["const"]] if "const" in schema else []):
        return " or ".join(md.code(each) for each in words)
    return _container(schema)


def _container(schema: Schema) -> str:
    kind = schema.get("type", "anything")
    if kind == "array":
        items = schema.get("prefixItems") or [schema["items"]]
        return f"list of {', '.join(_type(item) for item in items)}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_type(schema['additionalProperties'])}"
    return f"{kind} ({schema['format']})" if "format" in schema else str(kind)

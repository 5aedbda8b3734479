"""Pages, tables and docstrings as Markdown."""

import re
from collections.abc import Iterable, Sequence
from inspect import cleandoc
from typing import Final

NOTICE: Final = "<!-- Written by docs/generate.py from the code; edit that instead. -->"
"""Stands at the top of every generated page."""

_FIELD: Final = re.compile(r"^    (\w+): (.*)$")


def page(title: str, *parts: str) -> str:
    """Return a whole page."""
    return "\n\n".join([NOTICE, f"# {title}", *(part.strip() for part in parts)]) + "\n"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(each.replace('|', chr(92) + '|') for each in line)} |" for line in lines)


def code(text: str) -> str:
    """Return a text as code inside a line; nothing for nothing."""
    return f"`{text}`" if text else ""


def anchor(heading: str) -> str:
    """Return what a heading is linked by."""
    return re.sub(r"[^a-z0-9_ -]", "", heading.lower()).replace(" ", "-")


def summary(kind: type) -> str:
    """Return what a class is, without its attributes, as one paragraph a paragraph."""
    text = re.split(r"\n(?:Attributes|Args|Raises):\n", cleandoc(kind.__doc__ or ""))[0]
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(paragraph.replace("``", "`") for paragraph in paragraphs)


def attributes(kind: type) -> dict[str, str]:
    """Return what the docstrings of a class and of its bases say about each attribute."""
    said: dict[str, str] = {}
    for each in reversed(kind.__mro__):
        if each.__module__.partition(".")[0] not in ("builtins", "pydantic"):
            said |= _attributes(cleandoc(each.__doc__ or ""))
    return said


def _attributes(docstring: str) -> dict[str, str]:
    said: dict[str, str] = {}
    name = None
    for line in docstring.partition("Attributes:\n")[2].splitlines():
        if match := _FIELD.match(line):
            name, said[match[1]] = match[1], match[2]
        elif name and line.startswith("        "):
            said[name] += " " + line.strip()
        elif line and not line.startswith(" "):
            break
    return {name: text.replace("``", "`") for name, text in said.items()}

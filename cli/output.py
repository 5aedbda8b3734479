"""Data goes to standard output, as a table for people or as JSON; words go to standard error."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from domain.errors import MentoringError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

PIPED_WIDTH: Final = 200
"""Columns of a table that no terminal shows: identifiers must not be cut."""

_CHOSEN: Final = "cli.output"


class Format(StrEnum):
    """How a command prints what it has to say."""

    TABLE = "table"
    JSON = "json"


def _remember(context: typer.Context, chosen: Format) -> Format:
    context.meta[_CHOSEN] = chosen
    return chosen


Output = Annotated[
    Format,
    typer.Option("--output", "-o", help="A table for people, or JSON for programs.", callback=_remember),
]
"""The option that every command has."""


def wants_json(context: typer.Context) -> bool:
    """Tell whether the command that was called prints JSON."""
    return context.meta.get(_CHOSEN) is Format.JSON


def print_json(data: object) -> None:
    """Print a value as JSON."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2, default=_plain))


def print_line(data: object) -> None:
    """Print a value as one line of JSON, at once."""
    typer.echo(json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=_plain))
    sys.stdout.flush()


def print_table(*parts: "RenderableType") -> None:
    """Print tables and sentences; colour and the width of the window only where there is a terminal."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPED_WIDTH
    console = Console(markup=False, highlight=False, emoji=False, width=width)
    for number, part in enumerate(parts):
        if number:
            console.print()
        console.print(part)


def print_problem(error: MentoringError, *, as_json: bool) -> None:
    """Tell why a command failed: in words, or as JSON with the code of the error."""
    if as_json:
        problem = {"type": getattr(error, "refusal", error.code), "detail": str(error)}
        typer.echo(json.dumps(problem, ensure_ascii=False), err=True)
    else:
        say(f"error: {error}")


def say(text: str) -> None:
    """Tell the person at the terminal something that is no data."""
    typer.echo(text, err=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str | None = None) -> "Table":
    """Return a table; the first column, which identifies a row, is never wrapped."""
    from rich import box
    from rich.table import Table

    made = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for number, column in enumerate(columns):
        made.add_column(column, no_wrap=number == 0, overflow="fold")
    for row in rows:
        made.add_row(*(cell(value) for value in row))
    return made


def facts(rows: Iterable[tuple[str, object]]) -> "Table":
    """Return a list of facts, each with its name; those that are not known are left out."""
    from rich.table import Table

    made = Table.grid(padding=(0, 2))
    made.add_column(style="dim", no_wrap=True)
    made.add_column(overflow="fold")
    for name, value in rows:
        if value not in (None, "", (), []):
            made.add_row(name, cell(value))
    return made


def cell(value: object) -> str:
    """Write a value as people read it; times in UTC, to the minute."""
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%MZ}"
        case Enum():
            return str(value.value).replace("_", " ")
        case tuple() | list():
            return ", ".join(cell(each) for each in value) or "-"
        case _:
            return str(value)


def _plain(value: object) -> Any:  # noqa: ANN401 - what JSON has no word for, in words
    match value:
        case datetime() | date():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case _:
            return str(value)

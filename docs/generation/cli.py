"""The page about the command line: what each command says when asked for help."""

from collections.abc import Iterator
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from cli.exits import MEANING
from cli.main import app
from docs.generation import markdown as md


def page() -> str:
    """Return the page."""
    codes = md.table(["exit code", "meaning"], ([str(code.value), text] for code, text in MEANING.items()))
    parts = (
        f"## {' '.join(('mentoring', *path))}\n\n```text\n{_help(path)}\n```"
        for path in _paths(get_command(app))
    )
    return md.page(
        "Command line",
        "Data goes to standard output, words to standard error. With `-o json` both are JSON: the data, and"
        ' an error as `{"type": …, "detail": …}`.',
        codes,
        *parts,
    )


def _paths(group: Any, *path: str) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - Typer's own classes
    yield path
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _paths(command, *path, name)
        else:
            yield (*path, name)


def _help(path: tuple[str, ...]) -> str:
    result = CliRunner().invoke(app, [*path, "--help"], prog_name="mentoring", env={"COLUMNS": "80"})
    return result.stdout.strip()

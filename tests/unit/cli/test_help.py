"""Help: what every command tells about itself."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from cli.exits import Code
from cli.main import app


def commands(group: Any, *path: str) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - Typer's own classes
    """Yield every command below a group, with the words that call it."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, *path, name)
        else:
            yield (*path, name), command


COMMANDS = dict(commands(get_command(app)))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_shows_an_example(path: tuple[str, ...]) -> None:
    """The example calls the very command, with options that it knows."""
    result = CliRunner().invoke(app, [*path, "--help"])
    assert result.exit_code == 0
    assert "Example: " in result.stdout
    example = COMMANDS[path].epilog.partition("mentoring ")[2].split()
    assert tuple(example[: len(path)]) == path
    known = {option for parameter in COMMANDS[path].params for option in parameter.opts}
    assert {word for word in example if word.startswith("-")} <= known


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_option_is_explained(path: tuple[str, ...]) -> None:
    """No argument and no option is left without a sentence."""
    unexplained = [parameter.name for parameter in COMMANDS[path].params if not parameter.help]
    assert unexplained == []


def test_the_files_that_examples_name_exist() -> None:
    """Whoever copies an example finds its file."""
    root = Path(__file__).parents[3]
    examples = " ".join(command.epilog for command in COMMANDS.values())
    files = re.findall(r"programmes/\S+", examples)
    assert files
    assert [file for file in files if not (root / file).exists()] == []


def test_help_lists_the_exit_codes() -> None:
    """Each code stands in the help of the whole command."""
    text = CliRunner().invoke(app, ["--help"]).stdout
    assert all(re.search(rf"\b{code.value}\s+\w", text) for code in Code)


@pytest.mark.parametrize(
    "group", sorted({path[:-1] for path in COMMANDS}), ids=lambda path: " ".join(path) or "all"
)
def test_no_summary_is_cut(group: tuple[str, ...]) -> None:
    """Each line in a list of commands is a whole sentence."""
    lines = CliRunner().invoke(app, [*group, "--help"], env={"COLUMNS": "80"}).stdout.splitlines()
    commands = lines[lines.index("Commands:") + 1 :]
    assert [line for line in commands if line.endswith("...")] == []

"""Errors become messages and exit codes in one place."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

import bootstrap.commands
import bootstrap.databases
import bootstrap.embedded_postgres
import bootstrap.embedded_temporal
import bootstrap.running
import bootstrap.temporal
import cli.engine
import cli.parking
import cli.person
import vault.postgres
from cli.exits import _CODES, Code, exit_code
from cli.group import Group
from cli.output import Format, Output
from domain.errors import MentoringError, Refused
from domain.operations import SkipReason
from domain.person.errors import PersonUnknown
from domain.person.values import ErasureReason
from eventstore.errors import SchemaMissing, StoreUnreachable, VersionConflict
from workflows.gateway import CommandRefused

RAISED: list[MentoringError] = []
"""What the command of the test raises."""

app = typer.Typer(cls=Group, rich_markup_mode=None)


@app.callback()
def _root() -> None:
    """Keep the command below a name of its own."""


@app.command()
def fail(output: Output = Format.TABLE) -> None:
    """Raise what the test wants to see told."""
    assert output in Format
    raise RAISED[0]


def told(error: MentoringError, *arguments: str) -> Result:
    """Return what a command that raises an error prints and ends with."""
    RAISED[:] = [error]
    return CliRunner().invoke(app, ["fail", *arguments])


def subclasses(kind: type[MentoringError]) -> Iterator[type[MentoringError]]:
    """Yield every class of error that was imported."""
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def test_every_error_with_a_code_of_its_own_exists() -> None:
    """The table names errors by their codes; each is the code of a class."""
    assert bootstrap.commands
    assert bootstrap.embedded_postgres
    assert bootstrap.databases
    assert bootstrap.embedded_temporal
    assert bootstrap.running
    assert bootstrap.temporal
    assert cli.engine
    assert vault.postgres
    assert set(_CODES) <= {kind.code for kind in subclasses(MentoringError)}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PersonUnknown(), Code.FAILED),
        (SchemaMissing(cause="no log"), Code.FAILED),
        (VersionConflict(stream="cycle-1", expected="version 1", actual=2), Code.CONFLICT),
        (StoreUnreachable(cause="nobody listens"), Code.UNREACHABLE),
        (CommandRefused(message="No.", refusal="already_signed"), Code.FAILED),
    ],
)
def test_an_error_decides_the_exit_code(error: MentoringError, code: Code) -> None:
    """Refusals fail; conflicts and unreachable engines have codes of their own."""
    assert exit_code(error) is code
    result = told(error)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr == f"error: {error}\n"


def test_whatever_keeps_from_the_log_has_one_exit_code() -> None:
    """A script tries again, whether nobody answers, the log is held or a role is missing."""
    kinds = list(subclasses(StoreUnreachable))
    assert {kind.__name__ for kind in kinds} >= {"RoleMissing", "StoreBusy"}
    assert {exit_code(kind(cause="", role="")) for kind in kinds} == {Code.UNREACHABLE}


def test_programs_get_errors_as_json() -> None:
    """With -o json the error is one JSON object with its code; standard output stays empty."""
    result = told(VersionConflict(stream="cycle-1", expected="version 1", actual=2), "-o", "json")
    assert result.exit_code == Code.CONFLICT
    assert result.stdout == ""
    problem = json.loads(result.stderr)
    assert problem["type"] == "version_conflict"
    assert problem["detail"].startswith("Stream cycle-1 is at version 2")


def test_a_refusal_by_a_workflow_keeps_its_code() -> None:
    """What the workflow refused is what the program reads, not that there was a workflow."""
    result = told(CommandRefused(message="You have signed already.", refusal="already_signed"), "-o", "json")
    assert json.loads(result.stderr) == {"type": "already_signed", "detail": "You have signed already."}


def test_an_error_of_ours_that_nobody_thought_of_fails() -> None:
    """A new refusal needs no entry anywhere to be told."""

    class BrandNewRefusal(Refused):
        """This is new. Get used to it."""

    result = told(BrandNewRefusal())
    assert (result.exit_code, result.stderr) == (Code.FAILED, "error: This is new. Get used to it.\n")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], Code.OK),
        (["programme", "check", "programmes/graduate.yaml"], Code.OK),
        (["programme", "check", "pyproject.toml"], Code.FAILED),
        (["programme", "check", "no-such-file.yaml"], Code.USAGE),
        (["nonsense"], Code.USAGE),
    ],
)
def test_the_process_ends_with_the_exit_code(words: list[str], code: Code) -> None:
    """The shell sees what the command decided."""
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-m", "cli", *words], cwd=root, capture_output=True, check=False)
    assert done.returncode == code


def test_classes_at_the_command_line_are_those_of_the_domain() -> None:
    """Reasons are listed twice, so that help need not import the domain; the lists agree."""
    assert [reason.value for reason in cli.person.Reason] == [reason.value for reason in ErasureReason]
    assert [reason.value for reason in cli.parking.Reason] == [reason.value for reason in SkipReason]

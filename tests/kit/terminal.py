"""The command `mentoring`, run in this process as a person would run it."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from eventstore.postgres import PostgresEventStore
from projections.read_models import PROJECTIONS
from projections.runner import Runner
from tests.kit.ledger import Ledger, fill
from tests.kit.vault import MASTER
from vault.postgres import PostgresVault


@dataclass(frozen=True)
class Terminal:
    """Runs commands with an environment.

    Attributes:
        environment: What the commands find in it.
    """

    environment: Mapping[str, str]

    def run(self, *arguments: object, code: int = 0, typed: str | None = None) -> Result:
        """Run a command that must end with an exit code; return what it printed."""
        words = [str(argument) for argument in arguments]
        result = CliRunner().invoke(app, words, env=dict(self.environment), input=typed)
        assert result.exit_code == code, f"{words} ended with {result.exit_code}: {result.output}"
        return result

    def json(self, *arguments: object, code: int = 0) -> Any:  # noqa: ANN401 - JSON
        """Run a command with ``-o json``; return what it printed, read."""
        return json.loads(self.run(*arguments, "-o", "json", code=code).stdout)

    def error(self, *arguments: object, code: int) -> dict[str, str]:
        """Run a command with ``-o json`` that must fail; return the error it printed, read."""
        result = self.run(*arguments, "-o", "json", code=code)
        assert result.stdout == ""
        error: dict[str, str] = json.loads(result.stderr)
        return error


@pytest.fixture
def terminal(database: str, tmp_path: Path) -> Iterator[Terminal]:
    """A terminal whose commands use a migrated database of their own."""
    yield Terminal(
        {
            "DATABASE_URL": database,
            "MENTORING_HOME": str(tmp_path),
            "MENTORING_MASTER_KEY": MASTER.text(),
            "TEMPORAL_ADDRESS": "",
        }
    )
    logger = logging.getLogger()
    for handler in [each for each in logger.handlers if each.get_name() == "mentoring"]:
        logger.removeHandler(handler)  # it writes to where the command's standard error was


@pytest.fixture
def ledger(database: str, postgres_store: PostgresEventStore, postgres_vault: PostgresVault) -> Ledger:
    """What the log in the terminal's database holds; the read models are caught up with it."""
    filled = fill(postgres_store, postgres_vault)
    Runner(database, PROJECTIONS).catch_up()
    return filled

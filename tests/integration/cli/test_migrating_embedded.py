"""Migrating the embedded PostgreSQL, which whoever started it stops."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap.embedded_postgres import EmbeddedPostgres
from bootstrap.settings import variable
from bootstrap.sole import alone
from tests.kit.terminal import Terminal

PATIENCE = 120
"""Seconds; far more than it takes, and better than to wait for ever."""


@pytest.fixture
def terminal(home: Path) -> Terminal:
    """A terminal where no PostgreSQL is configured."""
    return Terminal({"DATABASE_URL": "", variable("home"): str(home)})


def test_two_migrations_of_a_stopped_engine_take_turns(home: Path, terminal: Terminal) -> None:
    """The second waits, for the first one's server goes with it; both end well, and no server is left."""
    command = [sys.executable, "-m", "cli", "db", "migrate"]
    environment = {**os.environ, **terminal.environment}
    both = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [each.communicate(timeout=PATIENCE)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert sorted("nothing to apply" in each for each in said) == [False, True]
    assert not EmbeddedPostgres(home / "postgres").is_running()


def test_a_migration_of_an_engine_that_runs_leaves_it_its_server(home: Path, terminal: Terminal) -> None:
    """Its engine goes on; one that is only starting is not met halfway."""
    postgres = EmbeddedPostgres(home / "postgres")
    with alone(home):
        assert terminal.error("db", "migrate", code=1)["type"] == "engine_running"
        postgres.start()
        try:
            assert terminal.json("db", "migrate") != []
            assert postgres.is_running()
        finally:
            postgres.stop()

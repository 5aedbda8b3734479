"""The schema of the database, and a database that is not there."""

from pathlib import Path

import pytest

from tests.kit.terminal import Terminal


@pytest.fixture
def empty(empty_database: str, tmp_path: Path) -> Terminal:
    """A terminal whose database was never migrated."""
    return Terminal({"DATABASE_URL": empty_database, "MENTORING_HOME": str(tmp_path)})


def test_migrating_makes_the_schema_current(empty: Terminal) -> None:
    """Pending before, applied after, and a second time there is nothing to do."""
    before = empty.json("db", "status", code=3)
    assert {each["state"] for each in before} == {"pending"}
    applied = empty.json("db", "migrate")
    assert [(each["source"], each["name"]) for each in applied] == [
        (each["source"], each["name"]) for each in before
    ]
    assert {each["state"] for each in empty.json("db", "status")} == {"applied"}
    assert empty.json("db", "migrate") == []
    assert "nothing to apply" in empty.run("db", "migrate").stderr


def test_status_shows_each_migration(terminal: Terminal) -> None:
    """By package, in their order, with the time of each."""
    printed = terminal.run("db", "status").stdout
    assert "0001_roles.sql" in printed
    assert "pending" not in printed


@pytest.mark.parametrize(
    "words",
    [
        ["db", "status"],
        ["db", "migrate"],
        ["audit", "verify"],
        ["events", "tail"],
        ["projections", "status"],
        ["relationship", "list"],
        ["relationship", "why", "relationship-x"],
    ],
)
def test_a_database_that_does_not_answer_is_told(words: list[str], tmp_path: Path) -> None:
    """Exit code 5, and no trace."""
    nowhere = f"postgresql:///mentoring?host={tmp_path}&connect_timeout=1"
    lost = Terminal({"DATABASE_URL": nowhere, "MENTORING_HOME": str(tmp_path)})
    assert lost.error(*words, code=5)["type"] == "store_unreachable"


def test_an_embedded_database_that_does_not_run_is_not_started_to_look(tmp_path: Path) -> None:
    """Exit code 5 with the command that starts it; the folder stays as it was."""
    lost = Terminal({"DATABASE_URL": "", "MENTORING_HOME": str(tmp_path / "home")})
    error = lost.error("relationship", "list", code=5)
    assert error["type"] == "embedded_postgres_stopped"
    assert "mentoring up" in error["detail"]
    assert not (tmp_path / "home").exists()


def test_settings_that_do_not_fit_are_wrong_use(terminal: Terminal) -> None:
    """Exit code 2, and the variable is named."""
    wrong = Terminal({**terminal.environment, "MENTORING_LOG_LEVEL": "loud"})
    assert "MENTORING_LOG_LEVEL" in wrong.error("projections", "status", code=2)["detail"]

"""A database that is there, but not for us: what stands in the way is said."""

from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.kit.terminal import Terminal


@pytest.mark.parametrize("words", [["events", "tail"], ["projections", "status"], ["audit", "verify"]])
def test_the_database_is_missing(terminal: Terminal, database: str, words: list[str]) -> None:
    """Its name is said, whatever the command connects for."""
    elsewhere = {"DATABASE_URL": make_conninfo(database, dbname="missing")}
    error = Terminal({**terminal.environment, **elsewhere}).error(*words, code=5)
    assert error["type"] == "store_unreachable"
    assert 'database "missing" does not exist' in error["detail"]


def test_the_login_may_not_append(terminal: Terminal, database: str) -> None:
    """The role that it lacks is said."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS stranger")
        connection.execute("CREATE ROLE stranger LOGIN")
    login = {"DATABASE_URL": make_conninfo(database, user="stranger")}
    error = Terminal({**terminal.environment, **login}).error("events", "tail", code=5)
    assert "mentoring_writer" in error["detail"]


def test_the_projector_finds_no_schema(empty_database: str, tmp_path: Path) -> None:
    """It ends and says which command makes one, as every other command does."""
    unready = Terminal({"DATABASE_URL": empty_database, "MENTORING_HOME": str(tmp_path)})
    ended = unready.run("projector", "run", code=1)
    assert "Run `mentoring db migrate`" in ended.stderr

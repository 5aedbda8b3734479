"""A rebuild from the command line that a person interrupts."""

import signal
import subprocess

import psycopg
import pytest

from tests.kit.ledger import Ledger
from tests.kit.machine import python
from tests.kit.terminal import Terminal

WAITS = """
SELECT count(*) > 0, pg_sleep(0.02) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE NOT granted AND application_name LIKE 'mentoring-projections-%%' AND datname = current_database()
"""
CHECKPOINT = "SELECT FROM projections.checkpoint WHERE projection = 'lessons_log' FOR UPDATE"
LEFT = """
SELECT (SELECT count(*) FROM projections.checkpoint WHERE build = 'shadow'),
       (SELECT count(*) FROM pg_tables WHERE schemaname = 'shadow')
"""


@pytest.mark.parametrize("how", [["rebuild"], ["rebuild", "--shadow"], ["verify"]])
def test_ctrl_c_ends_a_rebuild_at_once(
    terminal: Terminal, ledger: Ledger, database: str, how: list[str]
) -> None:
    """Whatever it is about; the read model says what it said, and nothing is left beside it."""
    before = terminal.json("lessons", "list")
    assert [each["lesson"] for each in before] == [ledger.lesson]
    command = ("-m", "cli", "projections", *how, "lessons_log")
    lock = "LOCK TABLE read.lessons IN ACCESS EXCLUSIVE MODE" if how == ["verify"] else CHECKPOINT
    with psycopg.connect(database) as holding, psycopg.connect(database, autocommit=True) as looking:
        holding.execute(lock.encode())
        with python(*command, environment=terminal.environment, stderr=subprocess.DEVNULL) as process:
            while looking.execute(WAITS).fetchone() == (False, ""):
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            assert process.wait() == 130
        assert looking.execute(LEFT).fetchone() == (0, 0)
    assert terminal.json("lessons", "list") == before

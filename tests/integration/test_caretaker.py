"""Engines that die while somebody looks after them."""

import os
import re
import signal
from pathlib import Path

import psycopg
import pytest
from structlog.testing import capture_logs

from bootstrap.caretaker import Caretaker
from bootstrap.embedded_postgres import EmbeddedPostgres
from bootstrap.embedded_temporal import EmbeddedTemporal
from bootstrap.ports import free_port
from tests.kit.looking import until


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the caretaker look more often than a person needs."""
    monkeypatch.setattr("bootstrap.caretaker.LOOKS_EVERY", 0.1)


def process_in(file: Path) -> int | None:
    """Return the process that a server's file names first, if there is one."""
    try:
        number = re.search(r"\d+", file.read_text())
    except FileNotFoundError:
        return None
    return int(number[0]) if number else None


def kill_and_see_another(file: Path) -> None:
    """Kill the process that a file names, and wait until the file names another one."""
    first = process_in(file)
    assert first is not None
    os.kill(first, signal.SIGKILL)
    until(lambda: process_in(file) not in {first, None})


def test_a_postgresql_that_was_killed_is_started_again(home: Path) -> None:
    """Its database answers where it did before, with what it holds."""
    server = EmbeddedPostgres(home / "postgres")
    url = server.start()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1")
    try:
        with Caretaker({"PostgreSQL": server}):
            kill_and_see_another(home / "postgres" / "data" / "postmaster.pid")
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1,)
    finally:
        server.stop("immediate")


def test_a_temporal_server_that_was_killed_is_started_again(tmp_path: Path) -> None:
    """It listens where it did before, so that nobody has to be told."""
    server = EmbeddedTemporal(tmp_path, ports=(free_port(), free_port()))
    address = server.start()
    try:
        with Caretaker({"Temporal": server}):
            kill_and_see_another(tmp_path / "running.json")
        assert server.address == address
    finally:
        server.stop()


def test_an_engine_whose_data_are_gone_is_not_given_empty_ones(home: Path) -> None:
    """Whoever moves the data away, to put back a backup, finds nothing in the way."""
    server = EmbeddedPostgres(home / "postgres")
    server.start()
    server.stop()
    (home / "postgres" / "data").rename(home / "moved")
    with capture_logs() as logs, Caretaker({"PostgreSQL": server}):
        until(lambda: logs)
    assert "data of this engine are gone" in logs[0]["cause"]
    assert not server.exists()


class Unlucky:
    """An engine that starts with the second attempt."""

    def __init__(self) -> None:
        self.attempts = 0

    def exists(self) -> bool:
        """It does."""
        return True

    def is_running(self) -> bool:
        """After the second attempt."""
        return self.attempts > 1

    def start(self) -> None:
        """Fail at first, as a machine does that is out of processes."""
        self.attempts += 1
        if self.attempts == 1:
            raise RuntimeError

    def stop(self) -> None:
        """Nothing to stop."""


def test_whatever_keeps_an_engine_from_starting_it_is_tried_again() -> None:
    """An error that nobody thought of does not end the care."""
    engine = Unlucky()
    with Caretaker({"Unlucky": engine}):
        until(engine.is_running)

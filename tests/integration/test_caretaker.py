"""Engines that die while somebody looks after them."""

import os
import re
import signal
import socket
from contextlib import nullcontext
from pathlib import Path
from threading import Event, Thread
from types import FrameType

import psycopg
import pytest
from structlog.testing import capture_logs

from bootstrap.caretaker import Caretaker
from bootstrap.embedded_postgres import EmbeddedPostgres
from bootstrap.embedded_temporal import EmbeddedTemporal
from bootstrap.ports import IP
from bootstrap.told import join
from tests.kit.looking import until
from tests.kit.machine import ports_to_return_to

pytestmark = pytest.mark.usefixtures("unbound_logs")


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
    server = EmbeddedTemporal(tmp_path, ports=ports_to_return_to())
    address = server.start()
    try:
        with Caretaker({"Temporal": server}):
            kill_and_see_another(tmp_path / "running.json")
        assert server.address == address
    finally:
        server.stop()


@pytest.mark.timeout(120)
def test_who_uses_a_temporal_server_hears_when_it_cannot_listen_where_it_did(tmp_path: Path) -> None:
    """Somebody else has its port by now, and whoever tries the old address again would do so for ever."""
    server, moved = EmbeddedTemporal(tmp_path, ports=ports_to_return_to()), Event()
    address = server.start()
    os.kill(server.pid, signal.SIGKILL)
    until(lambda: not server.is_running())
    with socket.create_server((IP, int(address.rpartition(":")[2]))):
        try:
            with capture_logs() as logs, Caretaker({"Temporal": server}, {"Temporal": address}, moved.set):
                moved.wait()
            assert (logs[-1]["before"], logs[-1]["now"]) == (address, server.address)
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


class Twin:
    """An engine without a server: it was given data, has died, and starts when asked."""

    def __init__(self) -> None:
        self.runs = False

    def exists(self) -> bool:
        """It does."""
        return True

    def is_running(self) -> bool:
        """As soon as it was started."""
        return self.runs

    def start(self) -> str:
        """Run."""
        self.runs = True
        return "here"

    def stop(self) -> None:
        """Nothing to stop."""


class Unlucky(Twin):
    """An engine that starts with the third attempt, and fails with other words each time."""

    attempts = 0

    def start(self) -> str:
        """Fail at first, as a machine does that is out of processes."""
        self.attempts += 1
        if self.attempts < 3:
            raise RuntimeError(self.attempts)
        return super().start()


def test_whatever_keeps_an_engine_from_starting_it_is_tried_again() -> None:
    """An error that nobody thought of does not end the care."""
    engine = Unlucky()
    with Caretaker({"Unlucky": engine}):
        until(engine.is_running)


def test_only_an_engine_that_was_started_again_is_said_to_be() -> None:
    """Why it could not be, one reads once, though its words hold the time of day."""
    engine = Unlucky()
    with capture_logs() as logs, Caretaker({"Unlucky": engine}):
        until(engine.is_running)
    assert [each["event"] for each in logs] == [
        "engine cannot be started again yet",
        "engine had died and was started again",
    ]


class Slow(Twin):
    """An engine that starts when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.let = Event(), Event()

    def start(self) -> str:
        """Begin, and wait."""
        self.begun.set()
        self.let.wait()
        return super().start()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("pressed", [False, True], ids=["patient", "impatient"])
def test_who_leaves_during_a_start_hears_of_it_and_waits(*, pressed: bool) -> None:
    """Also who presses Ctrl-C again: what starts only afterwards would be stopped by nobody."""
    engine, heard = Slow(), Event()

    def press(number: int, frame: FrameType | None) -> None:
        heard.set()
        signal.default_int_handler(number, frame)

    def wait_for_word() -> None:
        until(lambda: any(each["event"] == "waits for an engine that is just starting" for each in logs))
        if pressed:
            os.kill(os.getpid(), signal.SIGINT)
            heard.wait()
        engine.let.set()

    before = signal.signal(signal.SIGINT, press)
    try:
        with (
            pytest.raises(KeyboardInterrupt) if pressed else nullcontext(),
            capture_logs() as logs,
            Caretaker({"Slow": engine}),
        ):
            Thread(target=wait_for_word, daemon=True).start()
            engine.begun.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    assert engine.runs


def test_no_engine_is_started_by_somebody_who_was_told_to_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long it took to look whether it runs: the others stop them all by now."""
    looked, left = Event(), Event()

    def leave(thread: Thread) -> None:
        left.set()
        join(thread)

    class SlowToTell(Twin):
        def is_running(self) -> bool:
            looked.set()
            left.wait()
            return super().is_running()

    monkeypatch.setattr("bootstrap.caretaker.join", leave)
    engine = SlowToTell()
    with Caretaker({"SlowToTell": engine}):
        looked.wait()
    assert not engine.runs

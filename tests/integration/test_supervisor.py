"""The engine's own processes, as children."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bootstrap.supervisor import Supervisor
from tests.kit.looking import until, until_there

pytestmark = pytest.mark.usefixtures("unbound_logs")

PATIENT = """
import signal
from pathlib import Path

def end(*_):
    Path("told").touch()
    raise SystemExit

signal.signal(signal.SIGTERM, end)
Path("ready").touch()
while True:
    signal.pause()
"""


def test_a_process_that_is_just_starting_is_told_to_stop(
    tmp_path: Path, nowhere: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However soon the end comes after the beginning."""
    monkeypatch.setattr("bootstrap.supervisor.STOPS_WITHIN", 3600)  # that long, if nobody told the process
    with Supervisor(tmp_path, nowhere, {"projector": "bootstrap.project"}) as supervisor:
        pass
    assert supervisor.pid("projector") is None


class Counted(dict[str, str]):
    """Processes that know how often somebody was about to start one."""

    attempts = 0

    def __getitem__(self, name: str) -> str:
        self.attempts += 1
        return super().__getitem__(name)


def test_why_a_process_cannot_be_started_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried again and again, and nothing has died that could have an exit code."""
    monkeypatch.setattr("bootstrap.supervisor.AGAIN_AFTER", 0.01)
    processes = Counted(worker="worker")
    environment = {"MORE": "than any machine takes" * 1_000_000}
    with capture_logs() as logs, Supervisor(tmp_path, environment, processes):
        until(lambda: processes.attempts > 3)
    [said] = logs
    assert (said["event"], said["process"]) == ("process cannot be started yet", "worker")
    assert "too long" in said["cause"]


def test_a_process_that_ends_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time, with the exit code that it ended with."""
    monkeypatch.setattr("bootstrap.supervisor.AGAIN_AFTER", 0.01)
    with capture_logs() as logs, Supervisor(tmp_path, {}, {"nothing": "no_such_module"}):
        until(lambda: len(logs) > 1)
    assert {(each["event"], each["code"]) for each in logs} == {("process ended and is started again", 1)}


def test_processes_are_started_anew_when_something_they_know_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each ends in good order, and another takes its place."""
    monkeypatch.setattr("bootstrap.supervisor.AGAIN_AFTER", 0.01)
    (tmp_path / "patient.py").write_text(PATIENT)
    monkeypatch.chdir(tmp_path)
    with Supervisor(tmp_path, {}, {"patient": "patient"}) as supervisor:
        until_there(tmp_path / "ready")
        first = supervisor.pid("patient")
        supervisor.start_anew()
        until(lambda: supervisor.pid("patient") not in {first, None})
    assert (tmp_path / "told").exists()

"""What is left when stopping does not go well, or not fast enough for somebody."""

import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from bootstrap.container import Container
from bootstrap.embedded_postgres import EmbeddedPostgres
from bootstrap.running import start_engines, stop_engines
from bootstrap.settings import Settings, variable
from bootstrap.supervisor import Supervisor
from tests.kit.looking import until_there
from tests.kit.machine import python

STUBBORN = """
import signal
from pathlib import Path

signal.signal(signal.SIGTERM, lambda *_: Path("told").touch())
Path("ready").touch()
while True:
    signal.pause()
"""

PAUSES = """
import signal, sys
from pkgutil import resolve_name
from unittest.mock import patch

from cli.main import run

where = sys.argv.pop(1)
done = resolve_name(where)

def pause(*given, **named):
    done(*given, **named)
    print("there", flush=True)
    signal.pause()

with patch(where, pause):
    run()
"""
"""The command, which goes no further than to the end of a function that it is told first."""


def test_a_second_ctrl_c_leaves_no_process_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that takes its time to stop is ended at once, before the engines that it works with."""
    (tmp_path / "stubborn.py").write_text(STUBBORN)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bootstrap.supervisor.STOPS_WITHIN", 3600)  # the key is pressed before, however late

    def press() -> None:
        until_there(tmp_path / "told")
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press, daemon=True).start()
    supervisor = Supervisor(tmp_path / "logs", os.environ, {"stubborn": "stubborn"})
    with pytest.raises(KeyboardInterrupt), supervisor:
        until_there(tmp_path / "ready")
    assert supervisor.pid("stubborn") is None


def test_postgresql_stops_although_temporal_does_not(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that nobody attends any more would go on until somebody finds it."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    container = Container(Settings(home=home))
    start_engines(container)
    container.embedded_temporal.stop()
    (home / "temporal" / "lock").unlink()
    (home / "temporal" / "lock").mkdir()  # so that nobody can tell whether it runs
    with pytest.raises(IsADirectoryError):
        stop_engines(container)
    assert not container.embedded_postgres.is_running()


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(
    "at", ["bootstrap.embedded_postgres.EmbeddedPostgres.start", "eventstore.migrate.migrate"]
)
def test_a_migration_that_is_told_to_stop_stops_the_server_that_it_started(
    home: Path, at: str, by: signal.Signals
) -> None:
    """It leaves PostgreSQL as it found it, however it ends."""
    environment = {"DATABASE_URL": "", variable("home"): str(home)}
    command = ("-c", PAUSES, at, "db", "migrate")
    with python(
        *command, environment=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as migrating:
        assert migrating.stdout
        assert migrating.stdout.readline() == "there\n"
        migrating.send_signal(by)
        assert migrating.wait() == 130
    assert not EmbeddedPostgres(home / "postgres").is_running()

"""The whole engine on one machine, told to stop."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from bootstrap.embedded_postgres import EmbeddedPostgres
from bootstrap.settings import variable

PATIENCE = 120
"""Seconds; far more than it takes, and better than to wait for ever."""


def test_up_stops_everything_when_it_is_told_to_terminate(home: Path) -> None:
    """SIGTERM does what Ctrl-C does: processes end, engines stop, and the command ends well."""
    engine = subprocess.Popen(
        [sys.executable, "-m", "cli", "up"],
        env={**os.environ, variable("home"): str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert engine.stderr is not None
    for line in engine.stderr:
        if line.startswith("Ctrl-C"):
            break
    engine.send_signal(signal.SIGTERM)
    engine.communicate(timeout=PATIENCE)  # hears it out: who cannot say something any more does not end well
    assert engine.returncode == 0
    assert not EmbeddedPostgres(home / "postgres").is_running()

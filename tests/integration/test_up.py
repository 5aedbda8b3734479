"""The whole engine on one machine, told to stop."""

import signal
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

from bootstrap.embedded_postgres import EmbeddedPostgres
from bootstrap.settings import variable
from tests.kit.machine import python

PATIENCE = timedelta(minutes=5)
"""Starting takes its time, and so does stopping: each process and engine is waited for in turn."""


def test_up_stops_everything_when_it_is_told_to_terminate(home: Path) -> None:
    """SIGTERM does what Ctrl-C does: processes end, engines stop, and the command ends well."""
    how: dict[str, Any] = {
        "environment": {variable("home"): str(home)},
        "limit": PATIENCE,
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.PIPE,
    }
    server = EmbeddedPostgres(home / "postgres")
    try:
        with python("-m", "cli", "up", **how) as engine:
            assert engine.stderr is not None
            said = []
            for line in engine.stderr:
                said.append(line)
                if line.startswith("Ctrl-C"):
                    break
            engine.send_signal(signal.SIGTERM)
            said += engine.communicate()  # hears it out: who cannot speak any more does not end well
            assert engine.returncode == 0, said
        assert not server.is_running()
    finally:
        server.stop("immediate")

"""The engine's own processes, as children."""

from pathlib import Path

import pytest

from bootstrap.settings import variable
from bootstrap.supervisor import STOPS_WITHIN, Supervisor


@pytest.mark.timeout(STOPS_WITHIN)  # a process that nobody told to stop is waited for that long
def test_a_process_that_is_just_starting_is_told_to_stop(tmp_path: Path) -> None:
    """However soon the end comes after the beginning."""
    environment = {"DATABASE_URL": "postgresql:///nowhere", variable("home"): str(tmp_path)}
    with Supervisor(tmp_path, environment, {"projector": "bootstrap.project"}) as supervisor:
        pass
    assert supervisor.pid("projector") is None

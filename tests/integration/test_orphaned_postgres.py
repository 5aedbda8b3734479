"""The embedded PostgreSQL under a process that inherits orphans, as the first one of a container does."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from bootstrap.embedded_postgres import EmbeddedPostgres

PR_SET_CHILD_SUBREAPER = 36


@pytest.fixture
def heir() -> Iterator[None]:
    """Let this process be the parent of those whose own has ended."""
    if sys.platform != "linux":
        pytest.skip("only Linux lets a process choose to inherit")
    prctl = ctypes.CDLL(None).prctl
    assert prctl(PR_SET_CHILD_SUBREAPER, 1) == 0
    yield
    prctl(PR_SET_CHILD_SUBREAPER, 0)


@pytest.mark.usefixtures("heir")
def test_a_dead_server_that_nobody_collects_counts_as_dead() -> None:
    """It would count as running for ever, never be started again, and be waited for at every stop."""
    with TemporaryDirectory(prefix="mentoring-orphaned-") as root:
        server = EmbeddedPostgres(Path(root) / "postgres")
        server.start()
        process = int((Path(root) / "postgres" / "data" / "postmaster.pid").read_text().partition("\n")[0])
        helpers = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        os.kill(process, signal.SIGKILL)
        os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)  # dead, and left to be collected
        assert not server.is_running()
        for helper in helpers:  # they end by themselves, and no server starts before
            os.waitpid(int(helper), 0)
        with psycopg.connect(server.start()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        server.stop("immediate")

"""A worker that is told to stop before it works."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap.settings import variable
from bootstrap.work import unless

STUCK = """
import asyncio, sys
from bootstrap import work

async def stuck(container, stop):
    print("stuck", flush=True)
    await stop.wait()
    print("told", flush=True)
    await asyncio.Event().wait()

work.work = stuck
work.main()
"""


def test_a_worker_stops_while_it_connects(tmp_path: Path) -> None:
    """A Temporal that takes the connection and then says nothing does not keep it."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        environment = {
            **os.environ,
            "TEMPORAL_ADDRESS": f"127.0.0.1:{mute.getsockname()[1]}",
            "DATABASE_URL": "postgresql:///nowhere",
            variable("home"): str(tmp_path),
        }
        command = [sys.executable, "-m", "cli", "worker", "run"]
        with (
            subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as worker,
            mute.accept()[0],
        ):
            worker.send_signal(signal.SIGTERM)
            assert worker.wait() == 0


def test_a_second_signal_ends_a_worker_at_once(tmp_path: Path) -> None:
    """Whatever it still waits for."""
    environment = {**os.environ, "DATABASE_URL": "postgresql:///nowhere", variable("home"): str(tmp_path)}
    command = [sys.executable, "-c", STUCK]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout
        for said in ("stuck\n", "told\n"):
            assert worker.stdout.readline() == said
            worker.send_signal(signal.SIGINT)
        assert worker.wait() == 128 + signal.SIGINT


async def test_what_is_done_before_a_stop_has_its_result() -> None:
    """The same as without one, and so has what fails."""

    async def fail() -> None:
        """Fail at once."""
        raise ValueError

    stop = asyncio.Event()
    assert await unless(stop, asyncio.sleep(0, "done")) == "done"
    with pytest.raises(ValueError, match=r"^$"):
        await unless(stop, fail())


async def test_a_stop_ends_what_is_under_way() -> None:
    """Such as starting a workflow for each of many thousand streams."""
    stop = asyncio.Event()
    ended: list[str] = []

    async def endless() -> None:
        """Say when it ends, which it does not do by itself."""
        stop.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("in good order")

    await unless(stop, endless())
    assert ended == ["in good order"]

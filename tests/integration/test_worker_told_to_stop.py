"""A worker that is told to stop, or has to, whatever it is doing."""

import asyncio
import signal
import socket
import subprocess
from collections.abc import Mapping

import pytest

from bootstrap.supervisor import STOPS_WITHIN
from bootstrap.temporal import DRAIN
from bootstrap.work import OVERTIME, unless
from eventstore.testing import LATE
from tests.kit.machine import python

STUCK = """
import asyncio, sys
from bootstrap import work

async def stuck(container, stop, **_):
    print("stuck", flush=True)
    await stop.wait()
    print("told", flush=True)
    await asyncio.Event().wait()

work.work = stuck
work.main()
"""

SOLVING = """
import asyncio, threading
from datetime import timedelta
from bootstrap import work

async def solving(container, stop, **_):
    print("solving", flush=True)
    await stop.wait()
    threading.Event().wait()

work.work, work.DRAIN, work.OVERTIME = solving, timedelta(0), timedelta(0)
work.main()
"""
"""A worker whose main thread waits for another one that does not end."""

FAILING = """
import threading
from datetime import timedelta
from bootstrap import work

built = work.build_worker

def busy(client, activities, threads):
    threads.submit(threading.Event().wait)
    return built(client, activities, threads)

async def fail(*_):
    raise ValueError("nobody thought of this")

work.build_worker, work.keep_resumed, work.DRAIN, work.OVERTIME = busy, fail, timedelta(0), timedelta(0)
work.main()
"""
"""A worker that fails while a thread of its activities does not end."""


def test_a_worker_stops_while_it_connects(nowhere: Mapping[str, str]) -> None:
    """A Temporal that takes the connection and then says nothing does not keep it."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        mute.settimeout(LATE.total_seconds())
        environment = {**nowhere, "TEMPORAL_ADDRESS": f"127.0.0.1:{mute.getsockname()[1]}"}
        command = ("-m", "cli", "worker", "run")
        with (
            python(*command, environment=environment, stderr=subprocess.DEVNULL) as worker,
            mute.accept()[0],
        ):
            worker.send_signal(signal.SIGTERM)
            assert worker.wait() == 0


def test_a_second_signal_ends_a_worker_at_once(nowhere: Mapping[str, str]) -> None:
    """Whatever it still waits for."""
    with python("-c", STUCK, environment=nowhere, stdout=subprocess.PIPE) as worker:
        assert worker.stdout
        for said in ("stuck\n", "told\n"):
            assert worker.stdout.readline() == said
            worker.send_signal(signal.SIGINT)
        assert worker.wait() == 128 + signal.SIGINT


def test_a_worker_that_cannot_finish_leaves(nowhere: Mapping[str, str]) -> None:
    """By itself, and before anybody kills it: an activity in a thread cannot be cut off."""
    with python("-c", SOLVING, environment=nowhere, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as worker:
        assert worker.stdout
        assert worker.stderr
        assert worker.stdout.readline() == "solving\n"
        worker.send_signal(signal.SIGTERM)
        assert worker.wait() == 128 + signal.SIGTERM
        assert "worker leaves what does not come to its end" in worker.stderr.read()


def test_a_worker_that_fails_leaves(nowhere: Mapping[str, str], temporal_address: str) -> None:
    """It says why, and is there to be started again, instead of waiting for a thread and polling no more."""
    environment = {**nowhere, "TEMPORAL_ADDRESS": temporal_address}
    with python("-c", FAILING, environment=environment, stderr=subprocess.PIPE) as worker:
        assert worker.wait() == 1
        assert worker.stderr
        said = worker.stderr.read()
        assert "nobody thought of this" in said
        assert "worker leaves what does not come to its end" in said


def test_a_worker_leaves_before_it_is_killed() -> None:
    """Whoever supervises it waits longer than it does."""
    assert (DRAIN + OVERTIME).total_seconds() < STOPS_WITHIN


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

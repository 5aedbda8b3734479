"""Starting a cycle from the shell, with a worker and a real Temporal server."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bootstrap.container import Container
from bootstrap.work import work
from domain.cycle import cycle_stream
from eventstore.testing import LATE
from projections.read_models import PROJECTIONS
from projections.runner import Runner
from tests.kit.designs import GRADUATE
from tests.kit.terminal import Terminal

NEXT_YEAR = datetime.now(UTC).date() + timedelta(days=365)
"""By the real clock, which the engine runs by here."""


def start(name: str, *, launch_on: date = NEXT_YEAR) -> tuple[str, ...]:
    """Return the words that start a cycle; each test names its own, since they share a Temporal server."""
    people = ("--coordinator", "person-c", "--sponsor", "person-s", "--neutral-party", "person-n")
    return ("cycle", "start", str(GRADUATE), "--name", name, "--launch-on", str(launch_on), *people)


@pytest.fixture
async def shell(
    terminal: Terminal, temporal_address: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Mapping[str, str]]:
    """The environment of a shell in which commands find the engine, while a worker runs."""
    environment = {**terminal.environment, "TEMPORAL_ADDRESS": temporal_address}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    container, stop = Container(), asyncio.Event()
    working = asyncio.create_task(work(container, stop))
    yield {**os.environ, **environment}
    stop.set()
    await working
    container.close()


async def typed(shell: Mapping[str, str], *words: str) -> tuple[int, dict[str, Any]]:
    """Run a command in a process of its own; return its exit code, and the JSON that it printed."""
    command = [sys.executable, "-m", "cli", *words, "-o", "json"]
    done = await asyncio.to_thread(
        subprocess.run, command, env=shell, capture_output=True, check=False, timeout=LATE.total_seconds()
    )
    said = done.stdout if done.returncode == 0 else done.stderr.splitlines()[-1]
    return done.returncode, json.loads(said)


async def test_a_cycle_is_started_once(shell: Mapping[str, str], terminal: Terminal) -> None:
    """The design is published, the cycle waits for its sponsor; the same command again is the same answer."""
    cycle = cycle_stream("graduate", "once")
    code, started = await typed(shell, *start("once"))
    assert (code, started["cycle"], started["version"]) == (0, cycle, 1)
    assert await typed(shell, *start("once")) == (0, started)
    Runner(terminal.environment["DATABASE_URL"], PROJECTIONS).catch_up()
    shown = terminal.json("cycle", "show", cycle)
    assert (shown["phase"], shown["sponsor"]) == ("draft", "person-s")
    assert shown["plan"]["launch_at"] == f"{NEXT_YEAR}T00:00:00Z"
    assert terminal.json("audit", "verify")["verified"] is True


async def test_another_cycle_of_that_name_is_refused(shell: Mapping[str, str]) -> None:
    """The refusal of the workflow reaches the shell with its own code."""
    assert (await typed(shell, *start("twice")))[0] == 0
    code, error = await typed(shell, *start("twice", launch_on=NEXT_YEAR + timedelta(days=180)))
    assert (code, error["type"]) == (1, "cycle_already_drafted")


def test_without_temporal_nothing_can_be_started(terminal: Terminal) -> None:
    """Exit code 5, and the way out."""
    lost = Terminal({**terminal.environment, "TEMPORAL_ADDRESS": "127.0.0.1:1"})
    error = lost.error(*start("never"), code=5)
    assert error["type"] == "temporal_unreachable"
    assert "mentoring up" in error["detail"]

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes
from temporalio.service import RPCError, RPCStatusCode

from bootstrap.embedded_temporal import EmbeddedTemporal, EmbeddedTemporalFailed, EmbeddedTemporalStopped
from tests.kit.looking import until
from tests.kit.machine import ports_to_return_to, python

CYCLE = SearchAttributeKey.for_keyword("CycleId")

START = """
import sys
from pathlib import Path
from bootstrap.embedded_temporal import EmbeddedTemporal
EmbeddedTemporal(Path(sys.argv[1]), ports=(0, 0)).start(detached=sys.argv[2] == "detached")
print("started", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EmbeddedTemporal]:
    """A server that was not started yet, on ports that nobody else uses."""
    yield from unused(tmp_path / "temporal")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedTemporal]:
    """A server that runs, for examples that leave it as it is."""
    for server in unused(tmp_path_factory.mktemp("running")):
        server.start()
        yield server


def unused(directory: Path) -> Iterator[EmbeddedTemporal]:
    """Yield a server that was not started yet, and see to it that it is gone afterwards."""
    ports = ports_to_return_to()
    server = EmbeddedTemporal(directory, search_attributes=["CycleId=Keyword"], ports=ports)
    yield server
    crash(server)


def crash(engine: EmbeddedTemporal) -> None:
    """Kill the server if it runs, and wait until it has ended."""
    if engine.is_running():
        os.kill(engine.pid, signal.SIGKILL)
        until(lambda: not engine.is_running())


@contextmanager
def started_elsewhere(engine: EmbeddedTemporal, how: str) -> Iterator[subprocess.Popen[str]]:
    """Let another process start the server; yield that process once it has."""
    command = ("-c", START, str(engine.directory), how)
    with python(*command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "started\n"
        yield other


async def begin(address: str, workflow_id: str) -> None:
    """Start a workflow that no worker will ever carry on."""
    client = await Client.connect(address)
    attributes = TypedSearchAttributes([SearchAttributePair(CYCLE, "cycle-1")])
    await client.start_workflow("Waiting", id=workflow_id, task_queue="nobody", search_attributes=attributes)


async def is_known(address: str, workflow_id: str) -> bool:
    """Tell whether a server knows a workflow, which must then be running."""
    client = await Client.connect(address)
    try:
        description = await client.get_workflow_handle(workflow_id).describe()
    except RPCError as error:
        assert error.status is RPCStatusCode.NOT_FOUND  # noqa: PT017 - anything else is another failure
        return False
    assert description.typed_search_attributes[CYCLE] == "cycle-1"
    return description.status is WorkflowExecutionStatus.RUNNING


async def test_state_survives_a_restart_on_the_same_ports(engine: EmbeddedTemporal) -> None:
    """Stopped and started again, the server knows its workflows and answers where it did before."""
    address, ui_url = engine.start(), engine.ui_url
    await begin(address, "relationship-1")
    engine.stop()
    assert not engine.is_running()
    assert engine.start() == address
    assert engine.ui_url == ui_url
    assert await is_known(address, "relationship-1")


async def test_state_survives_a_crash(engine: EmbeddedTemporal) -> None:
    """Killed in the middle, the server starts again with everything that it had acknowledged."""
    await begin(engine.start(), "relationship-1")
    crash(engine)
    assert await is_known(engine.start(), "relationship-1")


async def test_a_deleted_database_is_an_empty_server(engine: EmbeddedTemporal) -> None:
    """Without its database file the server starts as if for the first time."""
    await begin(engine.start(), "relationship-1")
    engine.stop()
    engine.database.unlink()
    assert not await is_known(engine.start(), "relationship-1")


async def test_histories_are_kept_as_long_as_asked(tmp_path: Path) -> None:
    """The retention of closed workflows is what the setting says, also when it changes later."""
    for days in (3, 5):
        engine = EmbeddedTemporal(tmp_path, retention=timedelta(days=days), ports=ports_to_return_to())
        client = await Client.connect(engine.start())
        answer = await client.workflow_service.describe_namespace(
            DescribeNamespaceRequest(namespace="default")
        )
        assert answer.config.workflow_execution_retention_ttl.ToTimedelta() == timedelta(days=days)
        crash(engine)


def test_starting_twice_is_starting_once(running: EmbeddedTemporal) -> None:
    """A second start, in this process or another, uses the server that runs."""
    address, pid = running.address, running.pid
    with started_elsewhere(running, "attached") as other:
        other.communicate()
    assert (EmbeddedTemporal(running.directory).start(), running.pid) == (address, pid)


def test_taken_ports_are_left_to_others(running: EmbeddedTemporal, tmp_path: Path) -> None:
    """A server that finds its ports in use takes others and says which."""
    port = int(running.address.rpartition(":")[2])
    neighbour = EmbeddedTemporal(tmp_path / "neighbour", ports=(port, port))
    assert neighbour.start() != running.address
    assert neighbour.ui_url != running.ui_url
    crash(neighbour)
    assert running.is_running()


def test_the_server_ends_with_the_process_that_started_it(engine: EmbeddedTemporal) -> None:
    """Even a killed parent, which cleans up nothing, leaves no server behind."""
    with started_elsewhere(engine, "attached") as other:
        assert engine.is_running()
        other.kill()
    until(lambda: not engine.is_running())


def test_a_detached_server_stays_until_it_is_stopped(engine: EmbeddedTemporal) -> None:
    """A server that was asked to stay outlives its parent, is found by others and stopped by any of them."""
    with started_elsewhere(engine, "detached") as other:
        other.kill()
    assert engine.address == engine.start()
    engine.stop()
    assert not engine.is_running()


def test_ctrl_c_reaches_us_first(running: EmbeddedTemporal) -> None:
    """The server is in a process group of its own, so the terminal's interrupt does not end it under us."""
    assert os.getpgid(running.pid) != os.getpgrp()


def test_a_server_that_does_not_run_has_no_address(engine: EmbeddedTemporal) -> None:
    """Asking a stopped server for its address says how to start one; stopping it again is harmless."""
    engine.stop()
    with pytest.raises(EmbeddedTemporalStopped, match="Start one with `mentoring up`"):
        _ = engine.address


def test_a_server_that_cannot_start_shows_its_log(engine: EmbeddedTemporal) -> None:
    """A start that fails says so at once, with what the server said and where it said it."""
    engine.directory.mkdir(parents=True)
    engine.database.write_text("This is no database. " * 100)
    with pytest.raises(EmbeddedTemporalFailed, match="file is not a database") as failure:
        engine.start()
    assert str(engine.log) in str(failure.value)

"""The whole engine on one machine: engines that are not configured are started, then its own processes."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Final

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest

from activities.messages import TASK_QUEUE
from bootstrap.caretaker import Caretaker, Engine
from bootstrap.container import Container
from bootstrap.leaving import sigterm_interrupts
from bootstrap.settings import variable
from bootstrap.sole import alone
from bootstrap.supervisor import Supervisor
from domain.errors import MentoringError

LOOKS_EVERY: Final = 0.1
"""Seconds between two looks at whether a worker is there."""

PATIENCE: Final = 180.0
"""Seconds until nobody expects a worker any more."""


class WorkerAbsent(MentoringError):
    """No worker took up its work within {seconds:.0f} seconds.

    One that dies is started again and again; why it dies is at the end of {log}.
    """


@dataclass(frozen=True)
class Running:
    """The engine while it runs.

    Attributes:
        container: Its pieces.
        supervisor: Its processes.
        ui_url: Where Temporal's Web UI is, when the server is ours.
    """

    container: Container
    supervisor: Supervisor
    ui_url: str | None


def own_engines(container: Container) -> dict[str, Engine]:
    """Return the embedded engines that no configured one replaces, in the order in which they start."""
    engines: dict[str, Engine] = {}
    if container.settings.database_url is None:
        engines["PostgreSQL"] = container.embedded_postgres
    if container.temporal_connection is None:
        engines["Temporal"] = container.embedded_temporal
    return engines


def start_engines(container: Container) -> dict[str, str]:
    """Start the engines of our own, and bring the schema up to date; return their addresses."""
    addresses = {name: engine.start() for name, engine in own_engines(container).items()}
    container.migrate()
    return addresses


def stop_engines(container: Container) -> None:
    """Stop the engines of our own; everything they hold stays in the home folder."""
    with ExitStack() as stopping:  # whatever becomes of the one, the other must not be left behind
        for engine in own_engines(container).values():
            stopping.callback(engine.stop)


async def worker_serves(container: Container, patience: float = PATIENCE) -> None:
    """Wait until some worker takes tasks.

    Raises:
        WorkerAbsent: none does for so many seconds.
    """
    try:
        async with asyncio.timeout(patience):
            await _polled(container)
    except TimeoutError as late:
        raise WorkerAbsent(seconds=patience, log=container.settings.home / "logs" / "worker.log") from late


async def _polled(container: Container) -> None:
    client = await container.temporal()
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=TASK_QUEUE),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    while not (  # noqa: ASYNC110 - what another process does sets no event here
        await client.workflow_service.describe_task_queue(request)
    ).pollers:
        await asyncio.sleep(LOOKS_EVERY)


@contextmanager
def running(container: Container) -> Iterator[Running]:
    """Run engines, worker and projector for the length of a `with` block, and start again what dies.

    The children share our settings.

    Raises:
        EngineRunning: another process does so in this home, and would lose its engines with ours.
    """
    environment = {**os.environ, variable("home"): str(container.settings.home)}
    supervisor = Supervisor(container.settings.home / "logs", environment)
    engines = own_engines(container)
    with (
        sigterm_interrupts(),
        alone(container.settings.home) if engines else nullcontext(),
        _engines(container) as addresses,
        Caretaker(engines, addresses, supervisor.start_anew),
        supervisor,
    ):
        yield Running(
            container, supervisor, container.embedded_temporal.ui_url if "Temporal" in engines else None
        )


@contextmanager
def _engines(container: Container) -> Iterator[dict[str, str]]:
    try:
        yield start_engines(container)
    finally:
        try:
            container.close()
        finally:
            stop_engines(container)

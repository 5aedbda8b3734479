"""The engine on a Temporal server, as in production, but with the log in memory and a postman who remembers.

Each test has a server of its own that skips time (up in a tenth of a second), so that months pass at once
and no test sees another's clock. ``--workflow-environment=local`` runs the same tests on the embedded real
server, ``--workflow-environment=host:port`` on a running one; what needs months to pass is skipped there.
"""

import asyncio
import sysconfig
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, TypeVar
from uuid import uuid4

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.api.workflowservice.v1 import (
    ListClosedWorkflowExecutionsRequest,
    ListOpenWorkflowExecutionsRequest,
)
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowHandle, WorkflowHistory
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment
from temporalio.worker._workflow import _WorkflowWorker

from activities.messages import Answer, Request, Start
from activities.ports import Solver
from bootstrap.embedded_temporal import EmbeddedTemporal
from bootstrap.ports import free_port
from bootstrap.slots import THREADS
from bootstrap.temporal import DATA_CONVERTER, SEARCH_ATTRIBUTE_TYPES, build_worker
from bootstrap.work import activities_of
from domain.catalogue import REGISTRY
from domain.clock import Clock
from domain.command import Command
from domain.envelope import Actor
from domain.event import Event
from domain.ids import category_of, stream_name
from eventstore.codec import decode
from eventstore.memory import InMemoryEventStore
from matching import solve
from tests.kit.looking import WITHIN
from tests.kit.replay import failed_tasks, is_quiet, replay
from tests.kit.unreliable import RecordingPostman, UnreliableStore
from workflows.gateway import WORKFLOW_OF, Gateway
from workflows.search_attributes import SEARCH_ATTRIBUTES

EventT = TypeVar("EventT", bound=Event)

SOMEBODY: Final = Actor(type="participant", id="person-somebody")
SOON: Final = timedelta(hours=1)
"""How late the engine may be by its own clock, on which reminders are days apart: what it does takes some
milliseconds, but on a busy machine the clock of a server that skips time goes on meanwhile."""

WAITED_OUT: Final = timedelta(seconds=20)
"""How much time a test lets pass even where it cannot be skipped."""


@dataclass
class Engine:
    """The engine, with a worker that can be stopped and started again.

    Attributes:
        environment: The Temporal server.
        queue: The task queue of its own.
        clock: How the engine's time runs.
        store: The log.
        postman: Who tells people.
        solver: Who finds matches.
    """

    environment: WorkflowEnvironment
    queue: str
    clock: Clock = field(default_factory=Clock.real)
    store: UnreliableStore = field(default_factory=UnreliableStore)
    postman: RecordingPostman = field(default_factory=RecordingPostman)
    solver: Solver = solve
    _worker: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def client(self) -> Client:
        """A client of the server."""
        return self.environment.client

    @property
    def gateway(self) -> Gateway:
        """The way in for commands."""
        return Gateway(self.client, self.clock, self.queue, answer_within=WITHIN)

    async def work(self) -> None:
        """Start a worker."""
        threads = self._worker.enter_context(ThreadPoolExecutor(THREADS))
        activities = activities_of(self.store, self.postman, self.solver)
        worker = build_worker(self.client, activities, threads, task_queue=self.queue)
        await self._worker.enter_async_context(worker)

    async def rest(self) -> None:
        """Stop the worker, if there is one; another one starts without anything in its memory."""
        await self._worker.aclose()

    async def now(self) -> datetime:
        """Return the engine's time."""
        return self.clock.at(await self.environment.get_current_time())

    async def until(self, moment: datetime) -> None:
        """Let time pass until a moment of the engine's time, with everything that falls due before."""
        span = self.clock.real_time_until(moment, await self.environment.get_current_time())
        if span > WAITED_OUT:
            self.must_skip_time()
        await self.environment.sleep(span)

    def must_skip_time(self) -> None:
        """Leave the test out where time cannot be skipped."""
        if not self.environment.supports_time_skipping_v1:
            pytest.skip("needs a server that skips time")

    async def ask(
        self, stream: str, command: Command, *, command_id: str | None = None, actor: Actor = SOMEBODY
    ) -> Answer:
        """Send a command to its workflow, under an id of its own unless one is given."""
        request = Request(
            command_id=command_id or str(uuid4()),
            command=command.model_dump(mode="json"),
            actor=actor,
            correlation_id=stream,
        )
        return await self.gateway.send(stream, request)

    async def start(self, stream: str, *, run_length: int | None = None) -> None:
        """Start the workflow of a stream with nothing but its id, unless a caller has just had it started."""
        start = Start(stream=stream, clock=self.clock)
        if run_length is not None:
            start = start.model_copy(update={"run_length": run_length})
        await self.client.start_workflow(
            WORKFLOW_OF[category_of(stream)],
            start,
            id=stream,
            task_queue=self.queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )

    def handle(self, stream: str) -> WorkflowHandle[object, object]:
        """Return the workflow of a stream."""
        return self.client.get_workflow_handle(stream)

    async def lose(self, stream: str) -> None:
        """End a workflow by force, once it only waits: some servers never forget work that is cut off."""
        await self.quiet(stream)
        await self.handle(stream).terminate()

    async def quiet(self, stream: str) -> None:
        """Wait until a workflow only waits."""

        async def waits() -> bool:
            """Tell whether it only waits."""
            return is_quiet(await self.history(stream))

        await _until(waits)

    async def alive(self, stream: str) -> None:
        """Wait until Temporal has had a heartbeat of something that a workflow waits for."""

        async def heard() -> bool:
            """Tell whether there was one."""
            try:
                found = await self.handle(stream).describe()
            except RPCError:  # the workflow is not there yet
                return False
            pending = found.raw_description.pending_activities
            return any(
                each.last_heartbeat_time.ToDatetime() > each.last_started_time.ToDatetime()
                for each in pending
            )

        await _until(heard)

    async def run(self, stream: str) -> str:
        """Return the run of a workflow that is current."""
        return (await self.handle(stream).describe()).run_id or ""

    async def next_run(self, stream: str, *, after: str) -> None:
        """Wait until a workflow has continued as new."""

        async def changed() -> bool:
            """Tell whether another run has begun."""
            return await self.run(stream) != after

        await _until(changed)

    async def over(self, stream: str) -> None:
        """Wait until a workflow has ended."""
        await asyncio.wait_for(self.handle(stream).result(), WITHIN.total_seconds())

    def events(self, stream: str) -> list[Event]:
        """Return what the log holds of a stream."""
        return [decode(event, REGISTRY) for event in InMemoryEventStore.load(self.store, stream)]

    def of(self, stream: str, kind: type[EventT]) -> list[EventT]:
        """Return the events of one type in a stream."""
        return [event for event in self.events(stream) if isinstance(event, kind)]

    async def recorded(self, stream: str, kind: type[EventT], count: int = 1) -> list[EventT]:
        """Wait until a stream holds so many events of a type; return them."""
        await self.eventually(lambda: len(self.of(stream, kind)) >= count)
        return self.of(stream, kind)

    async def eventually(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds of the log or of the postman."""

        async def holds() -> bool:
            """Tell whether the condition holds by now."""
            return condition()

        await _until(holds)

    async def history(self, stream: str) -> WorkflowHistory:
        """Return what Temporal keeps of the latest run of a workflow."""
        return await self.handle(stream).fetch_history()


async def _until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(WITHIN.total_seconds()):
        while not await condition():  # noqa: ASYNC110 - what is waited for happens in other processes
            await asyncio.sleep(0.01)


@asynccontextmanager
async def time_skipping() -> AsyncIterator[WorkflowEnvironment]:
    """A server that skips time."""
    program = Path(sysconfig.get_path("scripts")) / "temporal-test-server"
    async with await WorkflowEnvironment.start_time_skipping(
        data_converter=DATA_CONVERTER,
        test_server_existing_path=str(program),
        test_server_startup_timeout=WITHIN,
    ) as environment:
        attributes = dict.fromkeys(
            (key.name for key in SEARCH_ATTRIBUTES), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
        )
        await environment.client.operator_service.add_search_attributes(
            AddSearchAttributesRequest(namespace="default", search_attributes=attributes)
        )
        yield environment


@asynccontextmanager
async def real_time(address: str) -> AsyncIterator[WorkflowEnvironment]:
    """A real server, which others may use, too."""
    client = await Client.connect(address, data_converter=DATA_CONVERTER)
    yield WorkflowEnvironment.from_client(client)


@asynccontextmanager
async def engine_on(
    environment: WorkflowEnvironment, clock: Clock | None = None, store: UnreliableStore | None = None
) -> AsyncIterator[Engine]:
    """The engine at work on a server, until the end of the block; afterwards every history must replay."""
    engine = Engine(environment, f"test-{uuid4()}", clock or Clock.real(), store or UnreliableStore())
    await engine.work()
    try:
        yield engine
    finally:
        await engine.rest()
    for execution in await _executions(engine):
        history = await engine.client.get_workflow_handle(
            execution.workflow_id, run_id=execution.run_id
        ).fetch_history()
        assert failed_tasks(history) == []
        await replay(history)


async def _executions(engine: Engine) -> list[WorkflowExecution]:
    """Return every run that the engine ever had; on a server of others end those that go on."""
    if engine.environment.supports_time_skipping_v1:
        service = engine.client.workflow_service
        going_on = await service.list_open_workflow_executions(
            ListOpenWorkflowExecutionsRequest(namespace="default")
        )
        ended = await service.list_closed_workflow_executions(
            ListClosedWorkflowExecutionsRequest(namespace="default")
        )
        return [each.execution for each in (*going_on.executions, *ended.executions)]
    found = []
    async for each in engine.client.list_workflows(f"TaskQueue = '{engine.queue}'"):
        if each.status is WorkflowExecutionStatus.RUNNING:
            await engine.handle(each.id).terminate()
        found.append(WorkflowExecution(workflow_id=each.id, run_id=each.run_id))
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person choose the Temporal server to test on."""
    parser.addoption(
        "--workflow-environment",
        default="time-skipping",
        help="Temporal server for the workflow tests: time-skipping, local, or host:port",
    )


@pytest.fixture(scope="session", autouse=True)
def patient_alarm() -> Iterator[None]:
    """Let Temporal's alarm for workflows that hang ring when a test gives up, too.

    After its two seconds, which a busy machine or a measured run may take, even a replay would fail.
    """
    begin = _WorkflowWorker.__init__

    def begun(worker: _WorkflowWorker, **settings: Any) -> None:  # noqa: ANN401 - the worker's own
        begin(worker, **settings)
        worker._deadlock_timeout_seconds = WITHIN.seconds  # noqa: SLF001 - it has no setting

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_WorkflowWorker, "__init__", begun)
        yield


@pytest.fixture(scope="session")
def temporal_address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a real server listens: the chosen one, or an embedded one for the session."""
    chosen: str = request.config.getoption("--workflow-environment")
    if ":" in chosen:
        yield chosen
        return
    with TemporaryDirectory(prefix="mentoring-temporal-") as directory:
        server = EmbeddedTemporal(
            Path(directory), search_attributes=SEARCH_ATTRIBUTE_TYPES, ports=(free_port(), free_port())
        )
        yield server.start()
        server.stop()


@pytest.fixture
async def engine(request: pytest.FixtureRequest) -> AsyncIterator[Engine]:
    """The engine at work on the chosen server, which skips time unless chosen otherwise."""
    if request.config.getoption("--workflow-environment") == "time-skipping":
        async with time_skipping() as environment, engine_on(environment) as engine:
            yield engine
        return
    address = request.getfixturevalue("temporal_address")
    async with real_time(address) as environment, engine_on(environment) as engine:
        yield engine


@pytest.fixture
async def real_engine(temporal_address: str) -> AsyncIterator[Engine]:
    """The engine at work on a real server, for what the one that skips time cannot do."""
    async with real_time(temporal_address) as environment, engine_on(environment) as engine:
        yield engine


@pytest.fixture
def stream() -> str:
    """A relationship that no other test knows."""
    return stream_name("relationship", uuid4())

"""How Temporal sees the engine: converter, sandbox and worker, the same for production, tests and replay."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import timedelta
from functools import cache
from typing import Any, Final

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.envconfig import ClientConnectConfig
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions
from temporalio.workflow import SandboxImportNotificationPolicy as Imports

from activities.heartbeats import Heartbeats
from activities.messages import TASK_QUEUE
from bootstrap.logging import core_logging
from bootstrap.slots import ACTIVITY_SLOTS, LOCAL_ACTIVITY_SLOTS, WORKFLOW_SLOTS
from domain.errors import MentoringError
from workflows.cycle import ProgrammeCycle
from workflows.late_mail import LateMail
from workflows.relationship import MentoringRelationship
from workflows.search_attributes import SEARCH_ATTRIBUTES

DATA_CONVERTER: Final = pydantic_data_converter
WORKFLOWS: Final[Sequence[type]] = (MentoringRelationship, ProgrammeCycle, LateMail)

SEARCH_ATTRIBUTE_TYPES: Final = tuple(f"{key.name}=Keyword" for key in SEARCH_ATTRIBUTES)

RUNNER: Final = SandboxedWorkflowRunner(
    restrictions=SandboxRestrictions.default.with_passthrough_modules(
        "domain", "activities", "eventstore", "workflows"
    ).with_import_notification_policy(
        Imports.WARN_ON_DYNAMIC_IMPORT | Imports.RAISE_ON_UNINTENTIONAL_PASSTHROUGH
    )
)
"""The sandbox stays; our own pure packages pass through it, or each workflow would import them anew."""

DRAIN: Final = timedelta(seconds=20)
"""How long a worker that is told to stop lets its activities finish."""


class TemporalUnreachable(MentoringError):
    """Temporal at {address} cannot be reached: {cause}.

    Start one with `mentoring up`, or set TEMPORAL_ADDRESS to a server that runs.
    """


async def connect(configured: ClientConnectConfig | None, embedded: Callable[[], str]) -> Client:
    """Connect to the configured Temporal service, or else to the embedded one.

    Raises:
        TemporalUnreachable: it does not answer.
    """
    config: ClientConnectConfig = configured or {"target_host": embedded()}
    try:
        return await Client.connect(**config, data_converter=DATA_CONVERTER, runtime=_runtime())
    except RuntimeError as error:
        raise TemporalUnreachable(address=config.get("target_host"), cause=error) from error


@cache
def _runtime() -> Runtime:
    return Runtime(telemetry=TelemetryConfig(logging=core_logging()))


def build_worker(
    client: Client,
    activities: Sequence[Callable[..., Any]],
    threads: Executor,
    *,
    task_queue: str = TASK_QUEUE,
) -> Worker:
    """Return a worker for all workflows with the given activities; synchronous ones run in `threads`.

    Of these it takes `bootstrap.slots.THREADS`, or local activities wait for others to end.
    """
    return Worker(
        client,
        task_queue=task_queue,
        workflows=WORKFLOWS,
        activities=activities,
        activity_executor=threads,
        workflow_runner=RUNNER,
        interceptors=[Heartbeats()],
        max_concurrent_workflow_tasks=WORKFLOW_SLOTS,
        max_concurrent_activities=ACTIVITY_SLOTS,
        max_concurrent_local_activities=LOCAL_ACTIVITY_SLOTS,
        graceful_shutdown_timeout=DRAIN,
    )

"""How everybody outside reaches a workflow: with commands, and never otherwise."""

import asyncio
from datetime import timedelta
from typing import Any, Final

from temporalio.client import (
    Client,
    RPCTimeoutOrCancelledError,
    WithStartWorkflowOperation,
    WorkflowUpdateFailedError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from activities.messages import (
    CYCLE_WORKFLOW,
    RELATIONSHIP_WORKFLOW,
    SEND_UPDATE,
    TASK_QUEUE,
    Answer,
    Request,
    Start,
)
from domain.clock import Clock
from domain.errors import MentoringError
from domain.ids import category_of

WORKFLOW_OF: Final = {"relationship": RELATIONSHIP_WORKFLOW, "cycle": CYCLE_WORKFLOW}
"""Which workflow keeps the streams of a category; the others need none."""

ANSWER_WITHIN: Final = timedelta(seconds=60)

CUT_OFF: Final = "AcceptedUpdateCompletedWorkflow"
"""What Temporal calls it when a workflow was ended from outside before it answered."""


class CommandRefused(MentoringError):
    """{message}"""  # noqa: D415 - the refusal's own words, which end as they end

    @property
    def refusal(self) -> str:
        """The code of the refusal, for programs."""
        return str(self.facts["refusal"])


class Unanswered(MentoringError):
    """The workflow {stream} did not answer: {cause}.

    The command may or may not have been carried out. Send it again with the same command id: it is carried
    out once. If that does not help, see whether a worker is running.
    """


class Gateway:
    """Sends commands to workflows, starting a workflow from the log when Temporal does not know it.

    Args:
        client: A connected Temporal client with the engine's data converter.
        clock: How the engine's time runs, for workflows that have to be started.
        task_queue: Where workers look for them.
        answer_within: How long to wait for an answer.
    """

    def __init__(
        self,
        client: Client,
        clock: Clock,
        task_queue: str = TASK_QUEUE,
        answer_within: timedelta = ANSWER_WITHIN,
    ) -> None:
        self._client, self._clock, self._task_queue = client, clock, task_queue
        self._answer_within = answer_within

    async def send(self, stream: str, request: Request) -> Answer:
        """Carry out a command and return its answer.

        Raises:
            CommandRefused: a rule of the domain says no.
            Unanswered: no answer came; sending the same request again is safe.
        """
        try:
            async with asyncio.timeout(self._answer_within.total_seconds()):
                return await self._update_or_start(stream, request)
        except WorkflowUpdateFailedError as failure:
            cause = failure.cause
            if isinstance(cause, ApplicationError) and not _nobody_will_answer(failure):
                raise CommandRefused(message=cause.message, refusal=cause.type or "") from failure
            raise Unanswered(stream=stream, cause=cause) from failure
        except (TimeoutError, RPCTimeoutOrCancelledError) as error:
            waited = f"nothing came within {self._answer_within.total_seconds():g} seconds"
            raise Unanswered(stream=stream, cause=waited) from error
        except RPCError as error:
            raise Unanswered(stream=stream, cause=error.message) from error

    async def resume(self, stream: str) -> None:
        """Have a workflow running for a stream that has not ended; nothing happens when it already is."""
        await self._client.start_workflow(
            WORKFLOW_OF[category_of(stream)],
            Start(stream=stream, clock=self._clock),
            id=stream,
            task_queue=self._task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        )

    async def _update_or_start(self, stream: str, request: Request) -> Answer:
        try:
            return await self._update(stream, request)
        except (RPCError, WorkflowUpdateFailedError) as error:
            if not _nobody_will_answer(error):
                raise
            return await self._update_with_start(stream, request)

    async def _update(self, stream: str, request: Request) -> Answer:
        handle = self._client.get_workflow_handle(stream)
        answer: Answer = await handle.execute_update(
            SEND_UPDATE, request, id=request.command_id, result_type=Answer
        )
        return answer

    async def _update_with_start(self, stream: str, request: Request) -> Answer:
        start: WithStartWorkflowOperation[Any, None] = WithStartWorkflowOperation(
            WORKFLOW_OF[category_of(stream)],
            Start(stream=stream, clock=self._clock),
            id=stream,
            task_queue=self._task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        )
        try:
            answer: Answer = await self._client.execute_update_with_start_workflow(
                SEND_UPDATE,
                request,
                start_workflow_operation=start,
                id=request.command_id,
                result_type=Answer,
            )
        except BaseException:
            _look_at(start._workflow_handle)  # noqa: SLF001 - it has no public way to be looked at
            raise
        return answer


def _nobody_will_answer(error: RPCError | WorkflowUpdateFailedError) -> bool:
    """Whether there is no workflow, or one that was ended from outside before it answered."""
    if isinstance(error, RPCError):
        return error.status is RPCStatusCode.NOT_FOUND
    return isinstance(error.cause, ApplicationError) and error.cause.type == CUT_OFF


def _look_at(future: asyncio.Future[Any]) -> None:
    """Spare the log asyncio's complaint that nobody looked at a failure, which is raised elsewhere anyway."""
    if future.done() and not future.cancelled():
        future.exception()

"""Reading what Temporal keeps: does it replay with today's code, and did every task succeed?"""

from typing import Final

from temporalio.api.enums.v1 import EventType, WorkflowTaskFailedCause
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from bootstrap.temporal import DATA_CONVERTER, RUNNER, WORKFLOWS


async def replay(history: WorkflowHistory) -> None:
    """Replay a history with today's workflows; raises when they would do something else."""
    replayer = Replayer(workflows=WORKFLOWS, data_converter=DATA_CONVERTER, workflow_runner=RUNNER)
    await replayer.replay_workflow(history)


def count(history: WorkflowHistory, kind: "EventType.ValueType") -> int:
    """Return how many events of a kind a history holds."""
    return sum(event.event_type == kind for event in history.events)


def is_quiet(history: WorkflowHistory) -> bool:
    """Tell whether a workflow only waits: everything that was scheduled is done."""
    return all(
        count(history, scheduled) == sum(count(history, each) for each in done) for scheduled, *done in _WORK
    )


_WORK: Final = (
    (
        EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
        EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
        EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED,
        EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT,
    ),
    (
        EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED,
        EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
        EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED,
        EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT,
        EventType.EVENT_TYPE_ACTIVITY_TASK_CANCELED,
    ),
    (
        EventType.EVENT_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_INITIATED,
        EventType.EVENT_TYPE_EXTERNAL_WORKFLOW_EXECUTION_SIGNALED,
        EventType.EVENT_TYPE_SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_FAILED,
    ),
)


_HARMLESS: Final = (
    WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW,
    WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_FORCE_CLOSE_COMMAND,
    WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND,
)
"""A reset or an end by force, which somebody wanted, and a message that came just as a run was to end."""


def failed_tasks(history: WorkflowHistory) -> list[str]:
    """Return what went wrong in workflow tasks, which Temporal hides by trying them again."""
    return [
        event.workflow_task_failed_event_attributes.failure.message
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
        and event.workflow_task_failed_event_attributes.cause not in _HARMLESS
    ]

"""Reports to a cycle that Temporal does not know any more."""

import asyncio

from temporalio import activity
from temporalio.common import WorkflowIDConflictPolicy

from activities.messages import CYCLE_WORKFLOW, REPORT_SIGNAL, Request, Start
from activities.records import CycleRecords
from domain.clock import Clock
from domain.cycle import CYCLE, CycleState, Phase
from domain.values import Value
from eventstore.api import EventStore


class Report(Value):
    """What one workflow tells another.

    Attributes:
        to: The stream of the cycle.
        clock: How the engine's time runs.
        request: The command.
    """

    to: str
    clock: Clock
    request: Request


class ReportActivities:
    """Finds a cycle that was ended by force, and lets it go on."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    @activity.defn
    async def report_to_the_log(self, report: Report) -> None:
        """Start the workflow of a cycle that the log holds open, with a report; others need none."""
        state = await asyncio.to_thread(CycleRecords(self._store).cycle, report.to)
        if _is_open(state):
            await activity.client().start_workflow(
                CYCLE_WORKFLOW,
                Start(stream=report.to, clock=report.clock),
                id=report.to,
                task_queue=activity.info().task_queue,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                start_signal=REPORT_SIGNAL,
                start_signal_args=[report.request],
            )


def _is_open(state: CycleState) -> bool:
    return state.phase is not Phase.NONE and not CYCLE.is_over(state)

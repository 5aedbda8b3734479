"""Reports to a cycle that Temporal may not know any more, or that may have arrived before."""

import asyncio

from temporalio import activity
from temporalio.common import WorkflowIDConflictPolicy

from activities.messages import CYCLE_WORKFLOW, REPORT_SIGNAL, Request, Start
from activities.records import CycleRecords
from domain.clock import Clock
from domain.cycle import CYCLE, Phase
from domain.ids import event_id
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
    """Looks into the log to see whether a report is awaited."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    @activity.defn
    async def report_to_the_log(self, report: Report) -> None:
        """Tell a cycle that the log holds open what it has not heard yet; start its workflow if need be."""
        if await asyncio.to_thread(self._is_awaited, report):
            await activity.client().start_workflow(
                CYCLE_WORKFLOW,
                Start(stream=report.to, clock=report.clock),
                id=report.to,
                task_queue=activity.info().task_queue,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                start_signal=REPORT_SIGNAL,
                start_signal_args=[report.request],
            )

    def _is_awaited(self, report: Report) -> bool:
        if self._store.find(event_id(report.to, report.request.command_id, 0)):
            return False  # found without reading the cycle, since after a loss of Temporal many ask
        state = CycleRecords(self._store).cycle(report.to)
        return state.phase is not Phase.NONE and not CYCLE.is_over(state)

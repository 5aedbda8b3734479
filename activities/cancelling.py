"""Bringing the relationships of a cancelled cycle to their end."""

import asyncio
from typing import Any, Final

from temporalio import activity
from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy

from activities.messages import RELATIONSHIP_WORKFLOW, SEND_UPDATE, Answer, CycleMoment, Request, Start
from activities.records import CycleRecords
from domain.command import Command
from domain.envelope import ENGINE
from domain.ids import derive
from domain.relationship import State
from domain.relationship.commands import RequestClosure, WithdrawRelationship
from domain.relationship.reasons import ClosureReason, WithdrawalReason
from domain.relationship.state import BEFORE_ACCEPTANCE, UNDER_WAY, Status
from eventstore.api import EventStore

AT_ONCE: Final = 10
"""How many relationships are asked to end at the same time."""


class CancellingActivities:
    """Asks every open relationship of a cancelled cycle to end, on behalf of its coordinator."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    @activity.defn
    async def end_relationships(self, moment: CycleMoment) -> None:
        """Take back what nobody has met for, and close the rest; what is ending already is left alone.

        Raises:
            WorkflowUpdateFailedError: one of them changed in between; trying again looks at it anew.
        """
        commands = await asyncio.to_thread(self._commands, moment.cycle)
        client, slots = activity.client(), asyncio.Semaphore(AT_ONCE)
        asked = (_ask(client, slots, moment, stream, command) for stream, command in commands.items())
        for outcome in await asyncio.gather(*asked, return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome

    def _commands(self, cycle: str) -> dict[str, Command]:
        records = CycleRecords(self._store)
        states = [records.relationship(match.relationship) for _, match in records.matches(cycle)]
        endings = {state.relationship: _ending(state) for state in states}
        return {stream: command for stream, command in endings.items() if command is not None}


def _ending(state: State) -> Command | None:
    if state.status in BEFORE_ACCEPTANCE | {Status.ACCEPTED}:
        return WithdrawRelationship(by=state.coordinator, reason=WithdrawalReason.CYCLE_CANCELLED)
    if state.status in UNDER_WAY | {Status.PAUSED}:
        return RequestClosure(by=state.coordinator, reason=ClosureReason.NO_LONGER_NEEDED)
    return None


async def _ask(
    client: Client, slots: asyncio.Semaphore, moment: CycleMoment, stream: str, command: Command
) -> None:
    request = Request(
        command_id=str(derive(stream, type(command).__name__, moment.cycle)),
        command=command.model_dump(mode="json"),
        actor=ENGINE,
        correlation_id=moment.cycle,
    )
    start: WithStartWorkflowOperation[Any, None] = WithStartWorkflowOperation(
        RELATIONSHIP_WORKFLOW,
        Start(stream=stream, clock=moment.clock),
        id=stream,
        task_queue=activity.info().task_queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    async with slots:
        await client.execute_update_with_start_workflow(
            SEND_UPDATE,
            request,
            start_workflow_operation=start,
            id=request.command_id,
            result_type=Answer,
        )

"""Bringing the relationships of a cancelled cycle to their end."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from temporalio import activity
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowUpdateFailedError
from temporalio.common import WorkflowIDConflictPolicy

from activities.launch import page_of
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
    async def end_relationships(self, moment: CycleMoment) -> int:
        """Take back what nobody has met for, and close the rest; what is ending already is left alone.

        Of the page that the cycle was starting when it was lost, nobody knows what has begun. Each of its
        relationships is asked: one that is just beginning is taken back when it has begun, and one that is
        not there cannot begin any more, since its workflow has completed.

        Returns:
            How many relationships of that page have begun.

        Raises:
            WorkflowUpdateFailedError: one of them changed in between; trying again looks at it anew.
        """
        commands, uncounted = await asyncio.to_thread(self._commands, moment.cycle)
        client, slots = activity.client(), asyncio.Semaphore(AT_ONCE)
        asked = (self._ask(client, slots, moment, stream, command) for stream, command in commands.items())
        for outcome in await asyncio.gather(*asked, return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome
        return sum([await asyncio.to_thread(self._has_begun, stream) for stream in uncounted])

    def _commands(self, cycle: str) -> tuple[dict[str, Command], Sequence[str]]:
        """Return what to ask of whom, and which relationships may have begun uncounted."""
        records = CycleRecords(self._store)
        streams = [match.relationship for _, match in records.matches(cycle)]
        state = records.cycle(cycle)
        uncounted = page_of(streams, state.pages + 1)
        take_back = _withdrawal(state.coordinator)
        commands: dict[str, Command | None] = dict.fromkeys(uncounted, take_back)
        for stream in streams:
            relationship = records.relationship(stream)
            if relationship.status is not Status.NEW:
                commands[stream] = _ending(relationship)
        return {stream: command for stream, command in commands.items() if command is not None}, uncounted

    def _has_begun(self, stream: str) -> bool:
        return CycleRecords(self._store).relationship(stream).status is not Status.NEW

    async def _ask(
        self, client: Client, slots: asyncio.Semaphore, moment: CycleMoment, stream: str, command: Command
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
            try:  # without an update id, by which Temporal would repeat an earlier refusal
                await client.execute_update_with_start_workflow(
                    SEND_UPDATE,
                    request,
                    start_workflow_operation=start,
                    result_type=Answer,
                )
            except WorkflowUpdateFailedError:
                if await asyncio.to_thread(self._has_begun, stream):
                    raise


def _ending(state: State) -> Command | None:
    if state.status in BEFORE_ACCEPTANCE | {Status.ACCEPTED}:
        return _withdrawal(state.coordinator)
    if state.status in UNDER_WAY | {Status.PAUSED}:
        return RequestClosure(by=state.coordinator, reason=ClosureReason.NO_LONGER_NEEDED)
    return None


def _withdrawal(coordinator: str) -> Command:
    return WithdrawRelationship(by=coordinator, reason=WithdrawalReason.CYCLE_CANCELLED)

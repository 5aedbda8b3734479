"""An operator cancels a workflow in Temporal: it ends there, and the log keeps the relationship."""

import asyncio

import pytest
from temporalio.client import WorkflowExecutionStatus, WorkflowFailureError

from domain.relationship.commands import AcceptOffer
from tests.kit.looking import WITHIN
from tests.kit.relationships import MENTEE, MENTOR, proposal
from tests.kit.temporal import Engine


async def cancelled(engine: Engine, stream: str) -> None:
    """Cancel a workflow, and see that it ends for that."""
    await engine.handle(stream).cancel()
    with pytest.raises(WorkflowFailureError):
        await asyncio.wait_for(engine.handle(stream).result(), WITHIN.total_seconds())
    assert (await engine.handle(stream).describe()).status is WorkflowExecutionStatus.CANCELED


async def test_a_cancelled_workflow_ends_and_the_next_command_begins_another(
    real_engine: Engine, stream: str
) -> None:
    """Whoever comes next finds the relationship as it was."""
    await real_engine.ask(stream, proposal(relationship=stream))
    await real_engine.quiet(stream)
    await cancelled(real_engine, stream)
    assert (await real_engine.ask(stream, AcceptOffer(person=MENTOR))).version == 3


async def test_a_workflow_that_waits_for_the_mail_server_can_be_cancelled(
    real_engine: Engine, stream: str
) -> None:
    """The cancel is not taken for a mail that failed, after which the workflow would go on for ever."""
    await real_engine.ask(stream, proposal(relationship=stream))
    await real_engine.quiet(stream)
    before = real_engine.postman.attempts
    real_engine.postman.answers.clear()
    try:
        for member in (MENTOR, MENTEE):
            await real_engine.ask(stream, AcceptOffer(person=member))
        await real_engine.eventually(lambda: real_engine.postman.attempts > before)
        await cancelled(real_engine, stream)
    finally:
        real_engine.postman.answers.set()


async def test_a_workflow_that_waits_for_the_log_can_be_cancelled(real_engine: Engine, stream: str) -> None:
    """It ends without having met its deadline; the next run meets it."""
    await real_engine.ask(stream, proposal(relationship=stream))
    await real_engine.quiet(stream)
    await real_engine.lose(stream)
    real_engine.store.reachable = False
    await real_engine.start(stream)
    await real_engine.eventually(lambda: real_engine.store.refused >= 3)
    await cancelled(real_engine, stream)
    real_engine.store.recover()

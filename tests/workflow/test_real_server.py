"""What only a real server does: resets, ends by force in the middle of an answer, and waits without limit."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest

from activities.messages import Request
from domain.relationship import events as e
from domain.relationship.commands import AcceptOffer
from tests.kit.relationships import MENTEE, MENTOR, proposal
from tests.kit.temporal import SOMEBODY, Engine
from workflows.gateway import Gateway, Unanswered


async def reset_to_the_first_task(engine: Engine, stream: str) -> None:
    """Do what an operator does who wants a workflow to begin again."""
    history = await engine.history(stream)
    first = next(
        event.event_id
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED
    )
    await engine.client.workflow_service.reset_workflow_execution(
        ResetWorkflowExecutionRequest(
            namespace="default",
            workflow_execution=WorkflowExecution(workflow_id=stream, run_id=await engine.run(stream)),
            reason="test",
            workflow_task_finish_event_id=first,
            request_id=str(uuid4()),
        )
    )


async def test_a_reset_workflow_finds_its_way_back(real_engine: Engine, stream: str) -> None:
    """The log does not go back with Temporal's history; the new run takes it as it is."""
    await real_engine.ask(stream, proposal(relationship=stream))
    first = await real_engine.ask(stream, AcceptOffer(person=MENTOR), command_id="accept")
    await real_engine.quiet(stream)
    await reset_to_the_first_task(real_engine, stream)
    answer = await real_engine.ask(stream, AcceptOffer(person=MENTEE))
    assert answer.events == ("relationship.offer_accepted", "relationship.accepted")
    assert await real_engine.ask(stream, AcceptOffer(person=MENTOR), command_id="accept") == first
    await real_engine.quiet(stream)
    assert sorted(real_engine.postman.templates()) == ["introduction", "introduction", "offer", "offer"]


async def test_a_workflow_ended_by_force_answers_nevertheless(real_engine: Engine, stream: str) -> None:
    """A command that was under way when its workflow was terminated is carried out by the next one, once."""
    await real_engine.ask(stream, proposal(relationship=stream))
    real_engine.store.reachable = False
    async with asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(real_engine.ask(stream, AcceptOffer(person=MENTOR)))
        await real_engine.eventually(lambda: real_engine.store.refused >= 3)
        await real_engine.handle(stream).terminate()
        real_engine.store.recover()
    assert asked.result().version == 3
    assert len(real_engine.of(stream, e.OfferAccepted)) == 1


async def test_a_log_that_stalls_is_waited_for(real_engine: Engine, stream: str) -> None:
    """A command that the log leaves waiting, longer than a workflow task may take, is carried out once.

    Who waits for the log in a thread is not cut off there.
    """
    await real_engine.ask(stream, proposal(relationship=stream))
    real_engine.store.answers.clear()
    async with asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(real_engine.ask(stream, AcceptOffer(person=MENTOR)))
        try:
            await real_engine.eventually(lambda: real_engine.store.waiting >= 2)  # in the task, then beside
        finally:
            real_engine.store.answers.set()
    assert asked.result().version == 3
    assert len(real_engine.of(stream, e.OfferAccepted)) == 1
    await real_engine.eventually(lambda: real_engine.store.waiting == 0)


async def test_without_a_worker_there_is_no_answer(real_engine: Engine, stream: str) -> None:
    """The caller hears so in time; the command is carried out once a worker is there, and once only."""
    await real_engine.rest()
    request = Request(
        command_id="propose",
        command=proposal(relationship=stream).model_dump(mode="json"),
        actor=SOMEBODY,
        correlation_id=stream,
    )
    soon = timedelta(milliseconds=200)
    hasty = Gateway(real_engine.client, real_engine.clock, real_engine.queue, answer_within=soon)
    with pytest.raises(Unanswered) as unanswered:
        await hasty.send(stream, request)
    assert "nothing came within 0.2 seconds" in str(unanswered.value)
    await real_engine.work()
    answer = await real_engine.gateway.send(stream, request)
    assert answer.events == ("relationship.proposed", "relationship.offered")
    assert len(real_engine.events(stream)) == 2

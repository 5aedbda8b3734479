"""A Temporal service whose database is gone while a cycle runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.client import Client
from temporalio.service import RPCError

from activities.messages import RELATIONSHIP_WORKFLOW, TASK_QUEUE, Request, Start
from bootstrap.container import Container
from bootstrap.resume import resume_all
from bootstrap.running import start_engines, stop_engines
from bootstrap.settings import Settings
from bootstrap.work import work
from domain.aggregate import TimedAggregate, fold
from domain.catalogue import AGGREGATES, REGISTRY
from domain.cycle import cycle_stream, draft_cycle
from domain.envelope import ENGINE, Actor
from domain.ids import category_of, derive, stream_name
from domain.relationship.agreement import AgreementParty
from domain.relationship.commands import AcceptOffer, ProposeRelationship
from domain.vocabulary import Model, Role
from eventstore.codec import decode
from eventstore.testing import LATE
from intake.design import read_design

MENTOR, MENTEE, OFFICE, NEUTRAL = (
    stream_name("person", name) for name in ("mentor", "mentee", "office", "neutral")
)
CYCLE = cycle_stream("graduate", "lost-and-found")
RELATIONSHIPS = tuple(stream_name("relationship", "lost-and-found", number) for number in range(3))


def proposal(stream: str) -> ProposeRelationship:
    """Return an offer to one mentor and one mentee."""
    return ProposeRelationship(
        relationship=stream,
        programme="graduate",
        cycle=CYCLE,
        track="one-to-one",
        model=Model.EXPERT_NOVICE,
        programme_version=1,
        members=(
            AgreementParty(person=MENTOR, role=Role.MENTOR),
            AgreementParty(person=MENTEE, role=Role.MENTEE),
        ),
        coordinator=OFFICE,
        neutral_parties=(NEUTRAL,),
        offer=True,
    )


def request(stream: str, command: object, key: str, actor: Actor = ENGINE) -> Request:
    """Return a command on its way."""
    return Request(
        command_id=str(derive(stream, key)),
        command=command.model_dump(mode="json"),  # type: ignore[attr-defined]
        actor=actor,
        correlation_id=CYCLE,
    )


@asynccontextmanager
async def a_worker(container: Container) -> AsyncIterator[Client]:
    """Run a worker for the length of a block, as the worker process does."""
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(work(container, stop))
        yield await container.temporal()
        stop.set()


async def details(client: Client, stream: str) -> str:
    """Return what Temporal's Web UI shows of a workflow, as soon as it has loaded its stream."""
    handle = client.get_workflow_handle(stream)
    async with asyncio.timeout(LATE.total_seconds()):
        while True:
            with suppress(RPCError):  # a worker that is busy or not there yet does not answer in time
                metadata = await handle.query("__temporal_workflow_metadata", result_type=WorkflowMetadata)
                if metadata.current_details:
                    return str(metadata.current_details)
            await asyncio.sleep(0.05)


def deadline_by_the_log(container: Container, stream: str) -> datetime:
    """Return the next deadline that follows from a stream."""
    aggregate = AGGREGATES[category_of(stream)]
    assert isinstance(aggregate, TimedAggregate)
    state = fold(aggregate, [decode(event, REGISTRY) for event in container.store.load(stream)])
    deadline = aggregate.next_deadline(state)
    assert deadline is not None
    return deadline


async def test_everything_open_resumes_from_the_log_when_temporal_lost_its_database(home: Path) -> None:
    """Cycle and relationships carry on with the deadlines of the log, and take commands."""
    container = Container(Settings(home=home))
    start_engines(container)
    try:
        async with a_worker(container) as client:
            await _begin(container, client)
        container.embedded_temporal.stop()
        for file in container.settings.temporal_directory.glob("temporal.db*"):
            file.unlink()
        container.embedded_temporal.start()

        async with a_worker(container) as client:
            await resume_all(container.store, await container.gateway())  # as the worker is doing, too
            for stream in (CYCLE, *RELATIONSHIPS):
                deadline = deadline_by_the_log(container, stream)
                expected = f"next deadline {deadline:%a} {deadline.day} {deadline:%b %Y %H:%M}"
                assert expected in await details(client, stream)
            accept = request(
                RELATIONSHIPS[0], AcceptOffer(person=MENTEE), "accept", Actor(type="participant", id=MENTEE)
            )
            answer = await (await container.gateway()).send(RELATIONSHIPS[0], accept)
            assert answer.events == ("relationship.offer_accepted",)
    finally:
        container.close()
        stop_engines(container)


async def _begin(container: Container, client: Client) -> None:
    design = read_design(Path("programmes/graduate.yaml"))
    draft = draft_cycle(
        design,
        name="lost-and-found",
        launch_at=datetime.now(UTC) + timedelta(days=120),
        coordinator=OFFICE,
        sponsor=OFFICE,
        neutral_parties=(NEUTRAL,),
    )
    await (await container.gateway()).send(CYCLE, request(CYCLE, draft, "draft"))
    for stream in RELATIONSHIPS:
        await client.start_workflow(
            RELATIONSHIP_WORKFLOW,
            Start(stream=stream, opening=request(stream, proposal(stream), "propose")),
            id=stream,
            task_queue=TASK_QUEUE,
        )
        await details(client, stream)

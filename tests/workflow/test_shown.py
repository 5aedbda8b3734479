"""What somebody sees who looks at a workflow in Temporal."""

from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.common import SearchAttributeKey

from domain.relationship.commands import AcceptOffer
from tests.kit.relationships import MENTEE, MENTOR, proposal
from tests.kit.temporal import Engine
from workflows.search_attributes import CYCLE, PHASE, PROGRAMME


async def details(engine: Engine, stream: str) -> str:
    """Return what Temporal's page of the workflow says about it."""
    metadata: WorkflowMetadata = await engine.handle(stream).query(
        "__temporal_workflow_metadata", result_type=WorkflowMetadata
    )
    return str(metadata.current_details)


async def shown(engine: Engine, stream: str, key: SearchAttributeKey[str]) -> str | None:
    """Return a search attribute of the workflow."""
    description = await engine.handle(stream).describe()
    return description.typed_search_attributes.get(key)


async def test_its_page_says_where_it_stands_and_for_whom_it_waits(engine: Engine, stream: str) -> None:
    """The status, the waiting line and the next deadline, in words without a name."""
    await engine.ask(stream, proposal(relationship=stream))
    status, waiting, deadline = (await details(engine, stream)).splitlines()
    assert status.strip() == "**offered**"
    assert waiting.startswith("waiting 0 hours for the mentor's and the mentee's answer to the offer; sends")
    assert deadline.startswith("next deadline ")
    await engine.ask(stream, AcceptOffer(person=MENTOR))
    assert "the mentee's answer to the offer" in await details(engine, stream)


async def test_lists_can_be_filtered_by_programme_cycle_and_phase(engine: Engine, stream: str) -> None:
    """Search attributes follow the state, also in the next run."""
    await engine.ask(stream, proposal(relationship=stream))
    assert await shown(engine, stream, PROGRAMME) == "programme-1"
    assert await shown(engine, stream, CYCLE) == "cycle-1"
    assert await shown(engine, stream, PHASE) == "offered"
    for person in (MENTOR, MENTEE):
        await engine.ask(stream, AcceptOffer(person=person))
    await engine.lose(stream)
    await engine.start(stream)
    await engine.quiet(stream)
    assert await shown(engine, stream, PHASE) == "accepted"

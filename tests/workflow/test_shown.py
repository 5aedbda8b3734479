"""What somebody sees who looks at a workflow in Temporal."""

from temporalio.api.sdk.v1 import WorkflowMetadata
from temporalio.common import SearchAttributeKey

from domain.relationship.commands import AcceptOffer
from tests.kit.relationships import MENTEE, MENTOR, proposal
from tests.kit.temporal import Engine
from workflows.search_attributes import CYCLE, PHASE, PROGRAMME

STREAM = "relationship-a"


async def details(engine: Engine) -> str:
    """Return what Temporal's page of the workflow says about it."""
    metadata: WorkflowMetadata = await engine.handle(STREAM).query(
        "__temporal_workflow_metadata", result_type=WorkflowMetadata
    )
    return str(metadata.current_details)


async def shown(engine: Engine, key: SearchAttributeKey[str]) -> str | None:
    """Return a search attribute of the workflow."""
    description = await engine.handle(STREAM).describe()
    return description.typed_search_attributes.get(key)


async def test_its_page_says_where_it_stands_and_for_whom_it_waits(engine: Engine) -> None:
    """The status, the waiting line and the next deadline, in words without a name."""
    await engine.ask(STREAM, proposal(relationship=STREAM))
    status, waiting, deadline = (await details(engine)).splitlines()
    assert status.strip() == "**offered**"
    assert waiting.startswith("waiting 0 hours for the mentor's and the mentee's answer to the offer; sends")
    assert deadline.startswith("next deadline ")
    await engine.ask(STREAM, AcceptOffer(person=MENTOR))
    assert "the mentee's answer to the offer" in await details(engine)


async def test_lists_can_be_filtered_by_programme_cycle_and_phase(engine: Engine) -> None:
    """Search attributes follow the state, also in the next run."""
    await engine.ask(STREAM, proposal(relationship=STREAM))
    assert await shown(engine, PROGRAMME) == "programme-1"
    assert await shown(engine, CYCLE) == "cycle-1"
    assert await shown(engine, PHASE) == "offered"
    for person in (MENTOR, MENTEE):
        await engine.ask(STREAM, AcceptOffer(person=person))
    await engine.lose(STREAM)
    await engine.start(STREAM)
    await engine.quiet(STREAM)
    assert await shown(engine, PHASE) == "accepted"

"""Many reports to one cycle at the same moment, as after a launch, a mass expiry or a loss of Temporal."""

import asyncio
from uuid import uuid4

import pytest

from activities.messages import REPORT_SIGNAL, Request
from domain.cycle import Phase
from domain.cycle.events import RelationshipAccepted
from domain.envelope import ENGINE, Metadata
from domain.ids import stream_name
from eventstore.codec import encode
from tests.kit.cycles import accepted, cycle_at
from tests.kit.history import NOW, record
from tests.kit.temporal import Engine


@pytest.fixture
def cycle(real_engine: Engine) -> str:
    """A cycle that was launched."""
    stream = stream_name("cycle", uuid4())
    record(real_engine.store, stream, *cycle_at(Phase.LAUNCHED)[0].history, correlation=stream)
    return stream


async def report(engine: Engine, cycle: str, *numbers: int) -> None:
    """Report that the offers with these numbers were accepted, all at once."""
    handle = engine.handle(cycle)
    reports = [
        Request(
            command_id=f"report-{number}",
            command=accepted(number).model_dump(mode="json"),
            actor=ENGINE,
            correlation_id=cycle,
        )
        for number in numbers
    ]
    await asyncio.gather(*(handle.signal(REPORT_SIGNAL, each) for each in reports))


def stored_by(engine: Engine, cycle: str, run: str, *numbers: int) -> None:
    """Put into the log what a run of the workflow stores for reports, as if its worker died right after."""
    for number in numbers:
        metadata = Metadata(actor=ENGINE, correlation_id=cycle, causation_id=f"report-{number}", run_id=run)
        event = RelationshipAccepted(relationship=accepted(number).relationship, at=NOW)
        new = encode(
            event, stream=cycle, cause=f"report-{number}", index=0, metadata=metadata, occurred_at=NOW
        )
        engine.store.append(cycle, [new], expected=len(engine.events(cycle)))


async def test_many_reports_at_once_are_each_counted_once(real_engine: Engine, cycle: str) -> None:
    """A launch brings hundreds, more than one run takes; some come twice, and none is lost in between."""
    await real_engine.start(cycle, run_length=50)
    run = await real_engine.run(cycle)
    await report(real_engine, cycle, *range(60), *range(0, 60, 3))
    counted = await real_engine.recorded(cycle, RelationshipAccepted, 60)
    await real_engine.next_run(cycle, after=run)
    await real_engine.quiet(cycle)
    assert len(real_engine.of(cycle, RelationshipAccepted)) == len(counted)
    assert len({report.relationship for report in counted}) == 60


async def test_reports_whose_task_was_lost_are_not_carried_out_again(real_engine: Engine, cycle: str) -> None:
    """However many a dead worker had stored, the next one finds them all at once and goes on."""
    await real_engine.start(cycle)
    await real_engine.quiet(cycle)
    await real_engine.rest()
    await report(real_engine, cycle, *range(500))
    stored_by(real_engine, cycle, await real_engine.run(cycle), *range(450))
    await real_engine.work()
    await real_engine.recorded(cycle, RelationshipAccepted, 500)
    await real_engine.quiet(cycle)
    counted = real_engine.of(cycle, RelationshipAccepted)
    assert len(counted) == len({report.relationship for report in counted}) == 500


async def test_what_is_reported_meanwhile_is_stored_together(real_engine: Engine, cycle: str) -> None:
    """Temporal ends a task by force that lets too many signals wait, so one append carries out many."""
    await real_engine.start(cycle)
    await real_engine.quiet(cycle)
    await real_engine.rest()
    await report(real_engine, cycle, *range(150))
    real_engine.store.appends_left = 1
    await real_engine.work()
    await real_engine.recorded(cycle, RelationshipAccepted, 150)
    real_engine.store.recover()

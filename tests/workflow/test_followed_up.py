"""Everything that the log says happened is told, however busy the workflow is."""

import asyncio
from datetime import timedelta

from domain.aggregate import fold
from domain.relationship import RELATIONSHIP, notices
from domain.relationship.commands import AcceptOffer, ScheduleMeeting
from tests.kit.relationships import MENTEE, MENTOR, proposal
from tests.kit.temporal import Engine


def called_for(engine: Engine, stream: str) -> list[str]:
    """Return the keys of all notices that the events in the log call for, sorted."""
    events = engine.events(stream)
    return sorted(
        notice.key
        for number, event in enumerate(events, start=1)
        for notice in notices(fold(RELATIONSHIP, events[:number]), event)
    )


async def test_whatever_comes_at_once_is_all_told(engine: Engine, stream: str) -> None:
    """Commands that come together, while mail goes out and runs change, leave nothing untold."""
    await engine.ask(stream, proposal(relationship=stream))
    await engine.lose(stream)
    await engine.start(stream, run_length=30)
    run = await engine.run(stream)
    for person in (MENTOR, MENTEE):
        await engine.ask(stream, AcceptOffer(person=person))
    soon = await engine.now() + timedelta(days=50)
    for round_ in range(4):
        together = [
            ScheduleMeeting(meeting=f"{round_}-{number}", by=MENTOR, starts_at=soon) for number in range(4)
        ]
        await asyncio.gather(*(engine.ask(stream, each) for each in together))
    await engine.next_run(stream, after=run)
    await engine.eventually(lambda: len(engine.postman.delivered) >= len(called_for(engine, stream)))
    assert sorted(notice.key for notice in engine.postman.delivered) == called_for(engine, stream)


async def test_what_happens_while_it_waits_to_continue_as_new_is_told(engine: Engine, stream: str) -> None:
    """One of two commands that come together is delayed by an outage, until its run should have ended."""
    await engine.ask(stream, proposal(relationship=stream))
    for person in (MENTOR, MENTEE):
        await engine.ask(stream, AcceptOffer(person=person))
    await engine.lose(stream)
    await engine.start(stream, run_length=12)
    soon = await engine.now() + timedelta(days=50)
    engine.store.appends_left = 1
    together = [ScheduleMeeting(meeting=each, by=MENTOR, starts_at=soon) for each in ("first", "second")]
    asked = asyncio.gather(*(engine.ask(stream, each) for each in together))
    await engine.eventually(lambda: engine.store.refused >= 3)
    engine.store.recover()
    await asked
    await engine.eventually(lambda: engine.postman.templates().count("meeting_booked") == 4)

"""What can go wrong around a workflow, and that it carries on."""

import asyncio
from datetime import timedelta

from activities.messages import Request
from activities.records import CycleRecords
from domain.lesson.values import LessonStatus
from domain.relationship import events as e
from domain.relationship.commands import AcceptOffer
from domain.vocabulary import Health
from tests.kit.history import record
from tests.kit.lives import conflict, happened_elsewhere
from tests.kit.relationships import MENTEE, MENTOR, NEUTRAL, active, day, proposal, sealed
from tests.kit.temporal import SOMEBODY, Engine

DAY = timedelta(days=1)


async def test_after_a_conflict_it_decides_anew(engine: Engine, stream: str) -> None:
    """Events that it did not know of are taken into account: this acceptance is the last one."""
    await conflict(engine, stream)
    assert len(engine.of(stream, e.OfferAccepted)) == 2
    assert len(engine.of(stream, e.RelationshipAccepted)) == 1


async def test_a_conflict_can_make_a_command_needless(engine: Engine, stream: str) -> None:
    """A command that was carried out already, unknown to this run, gets the answer it had."""
    await engine.ask(stream, proposal(relationship=stream))
    happened_elsewhere(engine, stream, AcceptOffer(person=MENTOR), "accept")
    answer = await engine.ask(stream, AcceptOffer(person=MENTOR), command_id="accept")
    assert answer.version == 3
    assert len(engine.of(stream, e.OfferAccepted)) == 1


async def test_a_deadline_that_conflicts_is_looked_at_anew(engine: Engine, stream: str) -> None:
    """When the reminder falls due, one of the two has answered elsewhere; only the other is reminded."""
    begun = await engine.now()
    await engine.ask(stream, proposal(relationship=stream))
    happened_elsewhere(engine, stream, AcceptOffer(person=MENTOR), "elsewhere")
    await engine.until(begun + 4 * DAY)
    (reminder,) = engine.of(stream, e.ReminderSent)
    assert reminder.to == (MENTEE,)


async def test_what_a_dead_worker_stored_is_still_told(engine: Engine, stream: str) -> None:
    """The worker died after storing and before the service heard of it; people are told all the same."""
    await engine.ask(stream, proposal(relationship=stream))
    await engine.ask(stream, AcceptOffer(person=MENTOR))
    run = await engine.run(stream)
    happened_elsewhere(engine, stream, AcceptOffer(person=MENTEE), "accept", run)
    await engine.ask(stream, AcceptOffer(person=MENTEE), command_id="accept")
    await engine.eventually(lambda: engine.postman.templates().count("introduction") == 2)


async def test_what_another_run_told_is_not_told_again(engine: Engine, stream: str) -> None:
    """After a reset the new run takes in what the old one did, and leaves people in peace."""
    begun = await engine.now()
    await engine.ask(stream, proposal(relationship=stream))
    await engine.ask(stream, AcceptOffer(person=MENTOR))
    happened_elsewhere(engine, stream, AcceptOffer(person=MENTEE), "accept", "another-run")
    await engine.ask(stream, AcceptOffer(person=MENTEE), command_id="accept")
    await engine.until(begun + DAY)
    assert engine.postman.templates().count("introduction") == 0


async def test_a_lesson_that_was_lost_on_its_way_is_captured_by_the_next_run(
    engine: Engine, stream: str
) -> None:
    """A run that stored the review may have been lost with Temporal before it passed the lesson on."""
    review = e.ReviewRecorded(
        at=day(43), by=NEUTRAL, health=Health.ON_TRACK, lesson=sealed(NEUTRAL, "lesson")
    )
    record(engine.store, stream, *active(relationship=stream).events, review)
    await engine.start(stream)
    await engine.quiet(stream)
    (lesson,) = CycleRecords(engine.store).lessons("cycle-1").values()
    assert lesson.status is LessonStatus.CAPTURED


async def test_a_log_that_went_back_is_taken_as_it_is(engine: Engine, stream: str) -> None:
    """After a failover that lost an event, a command is carried out on what is left."""
    await engine.ask(stream, proposal(relationship=stream))
    await engine.ask(stream, AcceptOffer(person=MENTOR))
    await engine.quiet(stream)
    engine.store.go_back()
    assert (await engine.ask(stream, AcceptOffer(person=MENTEE))).version == 3
    assert (await engine.ask(stream, AcceptOffer(person=MENTOR))).version == 5
    assert len(engine.of(stream, e.RelationshipAccepted)) == 1


async def test_what_falls_due_belongs_to_what_set_the_stream_off(engine: Engine, stream: str) -> None:
    """Whoever follows a cycle finds the reminders of its relationships too, from their first run on."""
    begun = await engine.now()
    request = Request(
        command_id="propose",
        command=proposal(relationship=stream).model_dump(mode="json"),
        actor=SOMEBODY,
        correlation_id="cycle-1",
    )
    await engine.gateway.send(stream, request)
    await engine.until(begun + 4 * DAY)
    reminder = engine.store.load(stream)[-1]
    assert (reminder.type, reminder.metadata["correlation_id"]) == (e.ReminderSent.type, "cycle-1")


async def test_an_outage_of_the_log_is_waited_out(engine: Engine, stream: str) -> None:
    """A command that comes while the database is away is answered when it is back."""
    await engine.ask(stream, proposal(relationship=stream))
    engine.store.reachable = False
    async with asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(engine.ask(stream, AcceptOffer(person=MENTOR)))
        await engine.eventually(lambda: engine.store.refused >= 3)
        assert not asked.done()
        engine.store.reachable = True
    assert asked.result().version == 3


async def test_a_workflow_can_start_during_an_outage(engine: Engine, stream: str) -> None:
    """Started with its id alone while the database is away, it loads its stream when it is back."""
    await engine.ask(stream, proposal(relationship=stream))
    await engine.lose(stream)
    engine.store.reachable = False
    async with asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(engine.ask(stream, AcceptOffer(person=MENTOR)))
        await engine.eventually(lambda: engine.store.refused >= 3)
        engine.store.reachable = True
    assert asked.result().version == 3

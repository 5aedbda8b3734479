"""Deadlines of a workflow that was started, started again, continued as new, or lives in scaled time."""

from datetime import timedelta

from domain.clock import Clock
from domain.relationship import events as e
from domain.relationship.commands import AcceptOffer, ScheduleMeeting
from domain.vocabulary import Outcome
from tests.kit.relationships import MENTEE, MENTOR, proposal
from tests.kit.temporal import SOON, Engine, engine_on, time_skipping

DAY = timedelta(days=1)


async def test_an_offer_that_nobody_answers_expires(engine: Engine, stream: str) -> None:
    """After two reminders and an escalation it ends by itself on day 14, and so does its workflow."""
    begun = await engine.now()
    await engine.ask(stream, proposal(relationship=stream))
    await engine.until(begun + 15 * DAY)
    await engine.over(stream)
    (expired,) = engine.of(stream, e.OfferExpired)
    (closed,) = engine.of(stream, e.RelationshipClosed)
    assert 14 * DAY <= expired.at - begun < 14 * DAY + SOON
    assert expired.silent == (MENTOR, MENTEE)
    assert closed.outcome is Outcome.EXPIRED
    assert len(engine.of(stream, e.ReminderSent)) == 2
    assert len(engine.of(stream, e.Escalated)) == 1


async def test_a_workflow_started_with_its_id_alone_carries_on(engine: Engine, stream: str) -> None:
    """It finds in the log where the relationship stands, and acts at the deadline that was due anyway."""
    begun = await engine.now()
    await engine.ask(stream, proposal(relationship=stream))
    await engine.until(begun + 4 * DAY)
    await engine.lose(stream)
    await engine.start(stream)
    await engine.until(begun + 8 * DAY)
    first, second = engine.of(stream, e.ReminderSent)
    assert 3 * DAY <= first.at - begun < 3 * DAY + SOON
    assert 7 * DAY <= second.at - begun < 7 * DAY + SOON


async def test_a_deadline_missed_meanwhile_is_met_at_once(engine: Engine, stream: str) -> None:
    """Nobody worked for days; what fell due is done when somebody works again, and once."""
    begun = await engine.now()
    await engine.ask(stream, proposal(relationship=stream))
    await engine.lose(stream)
    await engine.until(begun + 5 * DAY)
    await engine.start(stream)
    (reminder,) = await engine.recorded(stream, e.ReminderSent)
    assert 5 * DAY <= reminder.at - begun < 5 * DAY + SOON


async def test_deadlines_outlive_the_run_that_set_them(engine: Engine, stream: str) -> None:
    """A timer dies when its run continues as new; the deadline does not."""
    begun = await engine.now()
    await engine.ask(stream, proposal(relationship=stream))
    await engine.lose(stream)
    await engine.start(stream, run_length=30)
    run = await engine.run(stream)
    for person in (MENTOR, MENTEE):
        await engine.ask(stream, AcceptOffer(person=person))
    meeting = ScheduleMeeting(meeting="first", by=MENTOR, starts_at=begun + 20 * DAY)
    await engine.ask(stream, meeting)
    await engine.next_run(stream, after=run)
    await engine.until(begun + 22 * DAY)
    (asked,) = engine.of(stream, e.ReminderSent)
    (unconfirmed,) = engine.of(stream, e.MeetingUnconfirmed)
    hour = timedelta(hours=1)
    assert 20 * DAY + hour <= asked.at - begun < 20 * DAY + hour + SOON
    assert 21 * DAY + hour <= unconfirmed.at - begun < 21 * DAY + hour + SOON


async def test_in_scaled_time_a_day_is_a_minute(stream: str) -> None:
    """At 1440 times the speed an offer of fourteen days expires after fourteen minutes of the server."""
    async with time_skipping() as environment:
        real_begun = await environment.get_current_time()
        epoch = real_begun.replace(year=2030, month=1, day=1)
        clock = Clock(epoch=epoch, real_epoch=real_begun, speed=1440)
        async with engine_on(environment, clock) as engine:
            await engine.ask(stream, proposal(relationship=stream))
            (offered,) = engine.of(stream, e.RelationshipOffered)
            assert epoch <= offered.at < epoch + 5 * DAY
            await engine.until(offered.at + 15 * DAY)
            await engine.over(stream)
            assert await environment.get_current_time() - real_begun < timedelta(minutes=25)
        (expired,) = engine.of(stream, e.OfferExpired)
        assert 14 * DAY <= expired.at - offered.at < 19 * DAY

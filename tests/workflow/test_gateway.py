"""The way in for commands: what a caller is told, whatever happens behind it."""

from datetime import timedelta

import pytest

from bootstrap.resume import resume_all
from domain.relationship import events as e
from domain.relationship.commands import AcceptOffer
from tests.kit.relationships import MENTEE, MENTOR, proposal
from tests.kit.temporal import SOON, Engine, engine_on, time_skipping
from workflows.gateway import CommandRefused

DAY = timedelta(days=1)


async def test_a_refusal_reaches_the_caller(engine: Engine, stream: str) -> None:
    """The message is the rule's own, and the code is there for programs."""
    await engine.ask(stream, proposal(relationship=stream))
    with pytest.raises(CommandRefused) as refused:
        await engine.ask(stream, AcceptOffer(person="person-stranger"))
    assert refused.value.refusal == "not_a_member"
    assert str(refused.value).startswith("person-stranger is not a member of this relationship")


async def test_what_was_never_begun_is_refused_and_leaves_nothing(engine: Engine, stream: str) -> None:
    """A command to a relationship that nobody proposed is refused, and no workflow lingers."""
    with pytest.raises(CommandRefused):
        await engine.ask(stream, AcceptOffer(person=MENTOR))
    await engine.over(stream)
    assert engine.events(stream) == []


async def test_a_relationship_that_is_over_refuses(engine: Engine, stream: str) -> None:
    """Its workflow is long gone; one starts, looks into the log, refuses and ends."""
    begun = await engine.now()
    await engine.ask(stream, proposal(relationship=stream))
    await engine.until(begun + 15 * DAY)
    await engine.over(stream)
    with pytest.raises(CommandRefused):
        await engine.ask(stream, AcceptOffer(person=MENTOR))
    await engine.over(stream)


async def test_a_service_that_lost_everything_is_filled_from_the_log(engine: Engine, stream: str) -> None:
    """On a new Temporal server every open relationship goes on, with the deadline it had."""
    await engine.ask(stream, proposal(relationship=stream))
    (offered,) = engine.of(stream, e.RelationshipOffered)
    async with time_skipping() as another, engine_on(another, store=engine.store) as new:
        assert await resume_all(new.store, new.gateway) == 1
        await new.ask(stream, AcceptOffer(person=MENTEE))
        await new.until(offered.at + 4 * DAY)
        (reminder,) = new.of(stream, e.ReminderSent)
        assert reminder.to == (MENTOR,)
        assert 3 * DAY <= reminder.at - offered.at < 3 * DAY + SOON

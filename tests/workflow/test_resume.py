"""What the log holds open has a workflow again, whoever ended it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from temporalio.client import WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from bootstrap.resume import EVERY, SOON, keep_resumed, resume_all
from domain.ids import stream_name
from tests.kit.relationships import proposal
from tests.kit.temporal import Engine
from workflows.gateway import Gateway


class Enough(Exception):
    """Every pause is over."""


class Pauses:
    """Pauses in which something happens, and which take no time.

    Attributes:
        taken: How long each of them was to be.
    """

    def __init__(self, *happening: Callable[[], Awaitable[None]]) -> None:
        self.taken: list[timedelta] = []
        self._happening = iter(happening)

    async def __call__(self, pause: timedelta) -> None:
        """Let the next thing happen; there is an end to it."""
        self.taken.append(pause)
        happens = next(self._happening, None)
        if happens is None:
            raise Enough
        await happens()


class Choosy(Gateway):
    """A gateway through which some stream does not get.

    Attributes:
        refused: Which one.
        asked: Takes down every stream that was to be resumed.
    """

    refused: str | None = None
    asked: list[str] | None = None

    async def resume(self, stream: str) -> None:
        """See `Gateway.resume`."""
        if self.asked is not None:
            self.asked.append(stream)
        if stream == self.refused:
            message = "too many requests"
            raise RPCError(message, RPCStatusCode.RESOURCE_EXHAUSTED, b"")
        await super().resume(stream)


def choosy(engine: Engine, refused: str | None, asked: list[str] | None = None) -> Choosy:
    """Return the way in for commands, closed to one stream."""
    gateway = Choosy(engine.client, engine.clock, engine.queue)
    gateway.refused, gateway.asked = refused, asked
    return gateway


async def is_running(engine: Engine, stream: str) -> bool:
    """Tell whether a stream has a workflow that goes on."""
    return (await engine.handle(stream).describe()).status is WorkflowExecutionStatus.RUNNING


async def test_a_workflow_that_was_ended_from_outside_is_back_within_the_hour(
    engine: Engine, stream: str
) -> None:
    """Nothing else would start it before its next command, while its deadlines pass."""
    await engine.ask(stream, proposal(relationship=stream))

    async def end() -> None:
        """End it as an operator may."""
        await engine.lose(stream)
        assert not await is_running(engine, stream)

    pauses = Pauses(end)
    with pytest.raises(Enough):
        await keep_resumed(engine.store, lambda: engine.gateway, pauses)
    assert await is_running(engine, stream)
    assert pauses.taken == [EVERY, EVERY]


async def test_what_temporal_does_not_take_keeps_nothing_else_waiting(engine: Engine) -> None:
    """It is tried again soon."""
    streams = [stream_name("relationship", uuid4()) for _ in range(3)]
    for stream in streams:
        await engine.ask(stream, proposal(relationship=stream))
        await engine.lose(stream)
    refused, *others = streams
    assert await resume_all(engine.store, choosy(engine, refused)) == len(others)
    assert [await is_running(engine, stream) for stream in streams] == [False, True, True]

    gateways = iter([choosy(engine, refused), choosy(engine, None)])
    pauses = Pauses(lambda: asyncio.sleep(0))
    with pytest.raises(Enough):
        await keep_resumed(engine.store, lambda: next(gateways), pauses)
    assert await is_running(engine, refused)
    assert pauses.taken == [SOON, EVERY - SOON]


async def test_a_temporal_that_asks_for_less_is_asked_for_less(engine: Engine) -> None:
    """Only what it refused is tried again, ever later, until it is time for the next look."""
    streams = [stream_name("relationship", uuid4()) for _ in range(3)]
    for stream in streams:
        await engine.ask(stream, proposal(relationship=stream))
    refused = streams[0]
    asked: list[str] = []
    pauses = Pauses(*[lambda: asyncio.sleep(0)] * 6)
    with pytest.raises(Enough):
        await keep_resumed(engine.store, lambda: choosy(engine, refused, asked), pauses)
    tries = [pause / SOON for pause in pauses.taken]
    assert tries == [1, 2, 4, 8, 16, 29, 1]
    assert sum(pauses.taken[:6], timedelta(0)) == EVERY
    assert asked == [*streams, *[refused] * 5, *streams]


async def test_a_log_that_is_away_when_it_is_looked_through_ends_no_worker(engine: Engine) -> None:
    """It is looked through again soon, the first time as any other."""

    async def go_away() -> None:
        """Be out of reach."""
        engine.store.reachable = False

    async def come_back() -> None:
        """Be there again."""
        engine.store.recover()

    await go_away()
    pauses = Pauses(come_back, go_away, come_back)
    with pytest.raises(Enough):
        await keep_resumed(engine.store, lambda: engine.gateway, pauses)
    assert pauses.taken == [SOON, EVERY, SOON, EVERY]

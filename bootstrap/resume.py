"""Whatever the log holds open gets a workflow: after a lost Temporal service nothing else is needed."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import timedelta
from random import SystemRandom
from typing import Final, NoReturn

import structlog
from temporalio.service import RPCError

from activities.records import CycleRecords
from domain.cycle import CYCLE
from domain.cycle.events import CycleCancelled, CycleDrafted, EvaluationPublished, RelationshipEnded
from domain.envelope import RecordedEvent
from domain.relationship.events import RelationshipProposed
from eventstore.api import EventStore
from eventstore.errors import StoreError
from workflows.gateway import Gateway

log = structlog.get_logger()

BEGIN: Final = frozenset({CycleDrafted.type, RelationshipProposed.type})
END: Final = frozenset({CycleCancelled.type, EvaluationPublished.type, RelationshipEnded.type})
"""The last events; a cancelled cycle goes on, though, until its last relationship has ended."""

PAGE: Final = 1_000
AT_ONCE: Final = 10

EVERY: Final = timedelta(hours=1)
"""How often the log is looked through while a worker runs: a workflow that somebody cancelled or terminated
while it only waited is missed by nobody else before its next command, and its deadlines are days away."""

SOON: Final = timedelta(minutes=1)
"""After which time what Temporal refused is tried again, or a log that was away looked through again."""

JITTER: Final = 0.1
"""The share by which a pause is longer or shorter, so that workers do not all look at the same moment."""

Pause = Callable[[timedelta], Awaitable[None]]


def open_streams(store: EventStore) -> list[str]:
    """Return the cycles and relationships that have begun and are not done with, cycles first.

    A relationship is done with when its cycle has counted its end, which is the last thing that follows.
    """
    streams: dict[str, None] = {}
    for event in _turning_points(store):
        if event.type in BEGIN:
            streams[event.stream] = None
        elif event.type != CycleCancelled.type or CYCLE.is_over(CycleRecords(store).cycle(event.stream)):
            streams.pop(event.data.get("relationship", event.stream), None)
    return sorted(streams, key=lambda stream: not stream.startswith("cycle-"))


async def about(pause: timedelta) -> None:
    """Wait so long, a little more or less."""
    await asyncio.sleep(pause.total_seconds() * SystemRandom().uniform(1 - JITTER, 1 + JITTER))


async def keep_resumed(store: EventStore, gateway: Callable[[], Gateway], pause: Pause = about) -> NoReturn:
    """Have a workflow running for everything open, now and every hour from now on, until cancelled.

    A log that cannot be read is looked through again soon. What Temporal does not take is tried again soon,
    by itself, and then after twice the time, until the next look.
    """
    while True:
        try:
            streams = await asyncio.to_thread(open_streams, store)
        except StoreError as error:
            log.warning("the log could not be looked through", cause=str(error))
            await pause(SOON)
            continue
        refused = await _resume(streams, gateway())
        left, again = EVERY, SOON
        while refused and again < left:
            await pause(again)
            left, again = left - again, 2 * again
            refused = await _resume(refused, gateway())
        if not refused:
            log.info("every open stream has a workflow", streams=len(streams))
        await pause(left)


async def resume_all(store: EventStore, gateway: Gateway) -> int:
    """Have a workflow running for everything open; return how many have one.

    A stream that Temporal does not take is logged, and keeps no other from having a workflow.
    """
    streams = await asyncio.to_thread(open_streams, store)
    return len(streams) - len(await _resume(streams, gateway))


async def _resume(streams: Sequence[str], gateway: Gateway) -> list[str]:
    """Have a workflow running for each stream; return those that Temporal did not take."""
    slots = asyncio.Semaphore(AT_ONCE)
    refused: list[str] = []

    async def resume(stream: str) -> None:
        async with slots:
            try:
                await gateway.resume(stream)
            except RPCError as error:
                log.warning("an open stream may have no workflow", stream=stream, cause=error.message)
                refused.append(stream)

    await asyncio.gather(*map(resume, streams))
    return refused


def _turning_points(store: EventStore) -> Iterator[RecordedEvent]:
    after = 0
    while page := store.read(after=after, limit=PAGE, types=BEGIN | END):
        yield from page
        after = page[-1].position

"""Whatever the log holds open gets a workflow: after a lost Temporal service nothing else is needed."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
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
"""After which time another look is taken when something could not be resumed."""

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

    Raises:
        StoreError: the log could not be read the first time; later on that is only logged.
    """
    complete = all(await _resumed(store, gateway()))
    while True:
        await pause(EVERY if complete else SOON)
        try:
            complete = all(await _resumed(store, gateway()))
        except StoreError as error:
            log.warning("the log could not be looked through", cause=str(error))
            complete = False


async def resume_all(store: EventStore, gateway: Gateway) -> int:
    """Have a workflow running for everything open; return how many have one.

    A stream that Temporal does not take is logged, and keeps no other from having a workflow.
    """
    return sum(await _resumed(store, gateway))


async def _resumed(store: EventStore, gateway: Gateway) -> list[bool]:
    """Return for each open stream whether it has a workflow now."""
    streams = await asyncio.to_thread(open_streams, store)
    slots = asyncio.Semaphore(AT_ONCE)

    async def resume(stream: str) -> bool:
        async with slots:
            try:
                await gateway.resume(stream)
            except RPCError as error:
                log.warning("not resumed from the log", stream=stream, cause=error.message)
                return False
        return True

    resumed = await asyncio.gather(*map(resume, streams))
    log.info("resumed from the log", streams=sum(resumed))
    return resumed


def _turning_points(store: EventStore) -> Iterator[RecordedEvent]:
    after = 0
    while page := store.read(after=after, limit=PAGE, types=BEGIN | END):
        yield from page
        after = page[-1].position

"""Whatever the log holds open gets a workflow: after a lost Temporal service nothing else is needed."""

import asyncio
from collections.abc import Iterator
from typing import Final

import structlog

from activities.records import CycleRecords
from domain.cycle import CYCLE
from domain.cycle.events import CycleCancelled, CycleDrafted, EvaluationPublished, RelationshipEnded
from domain.envelope import RecordedEvent
from domain.relationship.events import RelationshipProposed
from eventstore.api import EventStore
from workflows.gateway import Gateway

log = structlog.get_logger()

BEGIN: Final = frozenset({CycleDrafted.type, RelationshipProposed.type})
END: Final = frozenset({CycleCancelled.type, EvaluationPublished.type, RelationshipEnded.type})
"""The last events; a cancelled cycle goes on, though, until its last relationship has ended."""

PAGE: Final = 1_000
AT_ONCE: Final = 10


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


async def resume_all(store: EventStore, gateway: Gateway) -> int:
    """Have a workflow running for everything open; return how many streams there are."""
    streams = await asyncio.to_thread(open_streams, store)
    slots = asyncio.Semaphore(AT_ONCE)

    async def resume(stream: str) -> None:
        async with slots:
            await gateway.resume(stream)

    await asyncio.gather(*(resume(stream) for stream in streams))
    log.info("resumed from the log", streams=len(streams))
    return len(streams)


def _turning_points(store: EventStore) -> Iterator[RecordedEvent]:
    after = 0
    while page := store.read(after=after, limit=PAGE, types=BEGIN | END):
        yield from page
        after = page[-1].position

"""What simulated people are going to do, and when, by the engine's clock."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from datetime import datetime
from itertools import count
from typing import Final

Act = Callable[[], Awaitable[None]]

AT_ONCE: Final = 16
"""How many acts go on at the same time; more would only queue up inside the engine."""

LOOKS_AGAIN_AFTER: Final = 0.05
"""Seconds at most until a newly added earlier act is seen."""


class Agenda:
    """A queue of acts in the order of their time.

    Args:
        now: The engine's time.
        seconds_until: Real seconds until the engine's time reaches a moment.
    """

    def __init__(self, now: Callable[[], datetime], seconds_until: Callable[[datetime], float]) -> None:
        self._now, self.seconds_until = now, seconds_until
        self._queue: list[tuple[datetime, int, Act]] = []
        self._order = count()
        self._slots = asyncio.Semaphore(AT_ONCE)

    def add(self, at: datetime, act: Act) -> None:
        """Do something at a moment; at once when that has passed."""
        heapq.heappush(self._queue, (at, next(self._order), act))

    async def until(self, at: datetime) -> None:
        """Wait until the engine's time reaches a moment."""
        await asyncio.sleep(max(0.0, self.seconds_until(at)))

    async def run(self) -> None:
        """Do what is on the agenda, for ever; an act that fails ends the run.

        Acts that are late are done in the order of their time.
        """
        async with asyncio.TaskGroup() as acts:
            while True:
                if not self._queue or self._queue[0][0] > self._now():
                    await asyncio.sleep(self._pause())
                    continue
                await self._slots.acquire()
                acts.create_task(self._do(heapq.heappop(self._queue)[2]))

    def _pause(self) -> float:
        if not self._queue:
            return LOOKS_AGAIN_AFTER
        return min(LOOKS_AGAIN_AFTER, max(0.0, self.seconds_until(self._queue[0][0])))

    async def _do(self, act: Act) -> None:
        try:
            await act()
        finally:
            self._slots.release()

"""Heartbeats of an activity: from its start to its end, however it ends, and only where they are wanted."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from temporalio.activity import Info
from temporalio.testing import ActivityEnvironment
from temporalio.worker import ActivityInboundInterceptor, ActivityOutboundInterceptor, ExecuteActivityInput

from activities.heartbeats import Heartbeats
from tests.kit.looking import WITHIN

TIMEOUT = timedelta(milliseconds=10)


class Counted(ActivityOutboundInterceptor):
    """Where heartbeats go; counts them, and says when there were enough."""

    def __init__(self, enough: int) -> None:
        self.count = 0
        self.enough = asyncio.Event()
        self._number = enough

    def info(self) -> Info:
        """See `ActivityOutboundInterceptor.info`."""
        return ActivityEnvironment.default_info()

    def heartbeat(self, *details: object) -> None:
        """See `ActivityOutboundInterceptor.heartbeat`."""
        del details
        self.count += 1
        if self.count == self._number:
            self.enough.set()


class Errand(ActivityInboundInterceptor):
    """An activity that ends when something happened, well or not."""

    def __init__(self, until: asyncio.Event, failure: Exception | None = None) -> None:
        self._until, self._failure = until, failure

    def init(self, outbound: ActivityOutboundInterceptor) -> None:
        """See `ActivityInboundInterceptor.init`."""

    async def execute_activity(self, input: ExecuteActivityInput) -> str:  # noqa: A002 - Temporal's name
        """See `ActivityInboundInterceptor.execute_activity`."""
        del input
        await self._until.wait()
        if self._failure:
            raise self._failure
        return "done"


async def run(errand: Errand, beats: Counted, heartbeat_timeout: timedelta | None) -> str:
    """Run an errand as a worker would run it, and let what is left behind come to its end."""
    others = asyncio.all_tasks()
    environment = ActivityEnvironment()
    environment.info = replace(environment.info, heartbeat_timeout=heartbeat_timeout)
    beating = Heartbeats().intercept_activity(errand)
    beating.init(beats)
    try:
        result: str = await environment.run(
            beating.execute_activity, ExecuteActivityInput(fn=len, args=[], executor=None, headers={})
        )
    finally:
        left = asyncio.all_tasks() - others
        await asyncio.wait_for(asyncio.gather(*left, return_exceptions=True), WITHIN.total_seconds())
    return result


async def test_an_activity_is_alive_until_it_ends() -> None:
    """It beats again and again while it waits, and nothing is left that beats when it is done."""
    beats = Counted(enough=3)
    assert await run(Errand(until=beats.enough), beats, TIMEOUT) == "done"
    assert beats.count == 3


async def test_an_activity_that_fails_beats_no_more() -> None:
    """Temporal would believe that it goes on, and wait for it."""
    beats = Counted(enough=1)
    with pytest.raises(ConnectionError):
        await run(Errand(until=beats.enough, failure=ConnectionError()), beats, TIMEOUT)
    assert beats.count == 1


async def test_an_activity_without_a_heartbeat_timeout_does_not_beat() -> None:
    """Most are over before anybody could miss them."""
    beats, at_once = Counted(enough=1), asyncio.Event()
    at_once.set()
    assert await run(Errand(until=at_once), beats, None) == "done"
    assert beats.count == 0

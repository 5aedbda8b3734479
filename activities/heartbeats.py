"""Saying that a long activity is alive, so that another worker takes over soon after this one died."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from temporalio import activity
from temporalio.worker import (
    ActivityInboundInterceptor,
    ActivityOutboundInterceptor,
    ExecuteActivityInput,
    Interceptor,
)

BEATS: Final = 10
"""Heartbeats in the time after which one is missed; a busy machine may be late with a few of them."""


class Heartbeats(Interceptor):
    """Beats for every activity whose workflow gave it a heartbeat timeout, from its start to its end.

    Activities need not think of it, and one that spends minutes in a solver could not. What a beat says is
    that the worker lives; how long an attempt may take is said by its start-to-close timeout.
    """

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:  # noqa: A002 - Temporal's name
        """See `Interceptor.intercept_activity`."""
        return _Beating(next)


class _Beating(ActivityInboundInterceptor):
    _outbound: ActivityOutboundInterceptor

    def init(self, outbound: ActivityOutboundInterceptor) -> None:
        self._outbound = outbound
        super().init(outbound)

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:  # noqa: A002, ANN401 - as Temporal has it
        timeout = activity.info().heartbeat_timeout
        if timeout is None:
            return await super().execute_activity(input)
        # Not `activity.heartbeat`: in a synchronous activity that waits for this very event loop.
        beating = asyncio.create_task(_beat(self._outbound.heartbeat, timeout / BEATS))
        try:
            return await super().execute_activity(input)
        finally:
            beating.cancel()


async def _beat(heartbeat: Callable[[], None], pause: timedelta) -> None:
    while True:
        await asyncio.sleep(pause.total_seconds())
        heartbeat()

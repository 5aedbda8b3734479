"""The worker process: workflows and activities, until it is told to stop."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Timer
from typing import Any, Final, NoReturn, TypeVar

import structlog

from activities.cancelling import CancellingActivities
from activities.endings import EndingActivities
from activities.facts import FactActivities
from activities.launch import LaunchActivities
from activities.lessons import LessonActivities
from activities.matching import MatchingActivities
from activities.notices import NoticeActivities
from activities.ports import Postman, Solver
from activities.reports import ReportActivities
from activities.store import StoreActivities
from bootstrap.container import Container
from bootstrap.leaving import leave
from bootstrap.logging import configure
from bootstrap.resume import Pause, about, keep_resumed
from bootstrap.slots import ERRANDS, THREADS
from bootstrap.temporal import DRAIN, build_worker
from bootstrap.told import TOLD_BY
from eventstore.api import EventStore
from matching import solve
from workflows.gateway import Gateway

log = structlog.get_logger()

Done = TypeVar("Done")

OVERTIME: Final = timedelta(seconds=3)
"""How much longer than `DRAIN` a worker waits for threads, which nobody can cut off, before it leaves."""


def activities_of(
    store: EventStore, postman: Postman, solver: Solver = solve
) -> Sequence[Callable[..., Any]]:
    """Return every activity, given its ports."""
    streams = StoreActivities(store)
    matching = MatchingActivities(store, solver)
    launch = LaunchActivities(store)
    return (
        streams.load_stream,
        streams.append_events,
        FactActivities(store).gather_facts,
        matching.run_matching,
        launch.publish_match_runs,
        launch.start_page,
        CancellingActivities(store).end_relationships,
        EndingActivities(store).release_members,
        LessonActivities(store).capture_lessons,
        ReportActivities(store).report_to_the_log,
        NoticeActivities(postman).deliver_notices,
    )


async def work(
    container: Container,
    stop: asyncio.Event,
    pause: Pause = about,
    failing: Callable[[], None] = lambda: None,
) -> None:
    """Run a worker until `stop`; see at once and every hour that everything open has a workflow.

    When that fails, `failing` is called before the worker ends, which takes until its last thread is done.
    """
    client = await unless(stop, container.temporal())
    if client is None:
        return
    with ThreadPoolExecutor(THREADS, thread_name_prefix="activity") as threads:
        activities = activities_of(container.store, container.postman)
        async with build_worker(client, activities, threads):
            log.info("worker started", address=client.service_client.config.target_host)
            try:
                await unless(
                    stop, keep_resumed(container.store, lambda: Gateway(client, container.clock), pause)
                )
            except Exception:
                log.exception("worker fails, and lets activities finish", within=DRAIN)
                failing()
                raise
    log.info("worker stopped")


async def unless(stop: asyncio.Event, doing: Coroutine[Any, Any, Done]) -> Done | None:
    """Do something; once told to stop, give it up wherever it is, and return None."""
    work, told = asyncio.ensure_future(doing), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([work, told], return_when=asyncio.FIRST_COMPLETED)
    finally:
        told.cancel()
        work.cancel()  # nothing happens if it is done
    await asyncio.wait([work])
    return None if work.cancelled() else work.result()


def main() -> None:
    """Run the worker process with the settings of the environment, until SIGTERM or SIGINT.

    It then lets activities finish for a while; a second signal ends it at once.
    """
    container = Container()
    configure(container.settings.log_level, container.settings.log_format)
    asyncio.run(_until_told(container))
    leave(0)


async def _until_told(container: Container) -> None:
    stop = asyncio.Event()

    def hear(by: signal.Signals) -> None:
        if stop.is_set():
            leave(128 + by)  # what is cut short is done again elsewhere
        log.info("worker lets activities finish, unless it is told to stop once more", within=DRAIN)
        stop.set()
        _leave_after(DRAIN + OVERTIME, 128 + by)

    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(ERRANDS, thread_name_prefix="errand"))
    for by in TOLD_BY:
        loop.add_signal_handler(by, hear, by)
    try:
        await work(container, stop, failing=lambda: _leave_after(DRAIN + OVERTIME, 1))
    finally:
        container.close()  # ends what a thread may still be reading from the log


def _leave_after(time: timedelta, code: int) -> None:
    """Leave then, unless the process has ended by itself: in a thread, since the others may be waiting."""

    def go() -> NoReturn:
        log.warning("worker leaves what does not come to its end")
        leave(code)

    timer = Timer(time.total_seconds(), go)
    timer.daemon = True
    timer.start()

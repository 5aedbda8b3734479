"""The worker process: workflows and activities, until it is told to stop."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog

from activities.cancelling import CancellingActivities
from activities.endings import EndingActivities
from activities.facts import FactActivities
from activities.launch import LaunchActivities
from activities.matching import MatchingActivities
from activities.notices import NoticeActivities
from activities.ports import Postman, Solver
from activities.reports import ReportActivities
from activities.store import StoreActivities
from bootstrap.container import Container
from bootstrap.leaving import leave
from bootstrap.logging import configure
from bootstrap.resume import resume_all
from bootstrap.slots import ACTIVITY_SLOTS
from bootstrap.temporal import build_worker
from eventstore.api import EventStore
from matching import solve

log = structlog.get_logger()


def activities_of(
    store: EventStore, postman: Postman, solver: Solver = solve
) -> Sequence[Callable[..., Any]]:
    """Return every activity, given its ports."""
    streams = StoreActivities(store)
    matching = MatchingActivities(store, solver)
    launch = LaunchActivities(store)
    endings = EndingActivities(store)
    return (
        streams.load_stream,
        streams.append_events,
        FactActivities(store).gather_facts,
        matching.run_matching,
        launch.publish_match_runs,
        launch.start_page,
        CancellingActivities(store).end_relationships,
        endings.release_members,
        endings.capture_lesson,
        ReportActivities(store).report_to_the_log,
        NoticeActivities(postman).deliver_notices,
    )


async def work(container: Container, stop: asyncio.Event) -> None:
    """Run a worker until `stop`; first see that everything the log holds open has a workflow."""
    client = await container.temporal()
    with ThreadPoolExecutor(ACTIVITY_SLOTS, thread_name_prefix="activity") as threads:
        activities = activities_of(container.store, container.postman)
        async with build_worker(client, activities, threads):
            log.info("worker started", address=client.service_client.config.target_host)
            await resume_all(container.store, await container.gateway())
            await stop.wait()
    log.info("worker stopped")


def main() -> None:
    """Run the worker process with the settings of the environment, until SIGTERM or SIGINT."""
    container = Container()
    configure(container.settings.log_level, container.settings.log_format)
    asyncio.run(_until_told(container))
    leave(0)


async def _until_told(container: Container) -> None:
    stop = asyncio.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(told, stop.set)
    await work(container, stop)

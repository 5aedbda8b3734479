import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
import structlog
from temporalio.worker import Worker

from bootstrap.logging import HANDLER, configure
from tests.kit.chatty import Chatty, chat
from tests.kit.temporal import time_skipping


@pytest.fixture
def stream() -> Iterator[StringIO]:
    """Everything that is logged meanwhile, as JSON lines."""
    written, root = StringIO(), logging.getLogger()
    level = root.level
    configure("info", "json", written)
    yield written
    root.handlers = [each for each in root.handlers if each.get_name() != HANDLER]
    root.setLevel(level)
    structlog.reset_defaults()
    logging.captureWarnings(False)  # noqa: FBT003 - the standard library's signature


async def test_lines_of_workflows_and_activities_have_our_keys(stream: StringIO) -> None:
    """From inside the sandbox and from a thread, lines come with their stream, once, and just as discreet."""
    async with time_skipping() as env:
        with ThreadPoolExecutor(1) as threads:
            worker = Worker(
                env.client,
                task_queue="chat",
                workflows=[Chatty],
                activities=[chat],
                activity_executor=threads,
            )
            async with worker:
                handle = await env.client.start_workflow(Chatty.run, id="relationship-1", task_queue="chat")
                await handle.result()
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    [spoken] = [line for line in lines if line["event"] == "workflow speaks"]
    assert (spoken["stream"], spoken["correlation_id"]) == ("relationship-1", "c-1")
    assert spoken["run_id"] == handle.first_execution_run_id
    [answered] = [line for line in lines if line["event"] == "activity speaks"]
    assert (answered["stream"], answered["activity"], answered["attempt"]) == ("relationship-1", "chat", 1)
    assert answered["to"] == "<address>"

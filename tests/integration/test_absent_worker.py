"""A worker that never comes up."""

import asyncio
from pathlib import Path

import pytest

from bootstrap.container import Container
from bootstrap.running import WorkerAbsent, worker_serves
from bootstrap.settings import Settings


def test_an_absent_worker_is_not_waited_for_for_ever(home: Path) -> None:
    """Whoever waits is told where to look."""
    container = Container(Settings(home=home))
    container.embedded_temporal.start()
    try:
        with pytest.raises(WorkerAbsent, match=r"why it dies is at the end of .*worker\.log"):
            asyncio.run(worker_serves(container, patience=0.5))
    finally:
        container.embedded_temporal.stop()

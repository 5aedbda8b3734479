"""Processes to kill. They come from one that has imported everything, so that a new one takes no time."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from typing import Final

PROCESSES: Final = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.kit.victims"])


def start(target: Callable[..., None], *arguments: object) -> ForkServerProcess:
    """Start a process that runs a function; it does not outlive this one."""
    process = PROCESSES.Process(target=target, args=arguments, daemon=True)
    process.start()
    return process

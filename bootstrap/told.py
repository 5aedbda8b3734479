"""Being told to stop, by SIGTERM or Ctrl-C, at any moment."""

import signal
import time
from threading import Thread
from types import FrameType, TracebackType
from typing import Final, Self

TOLD_BY: Final = (signal.SIGTERM, signal.SIGINT)

LOOKS_EVERY: Final = 0.1
"""Seconds between two looks: a signal that another thread receives does not wake the main thread."""


class Told:
    """Whether this process was told to stop, from the beginning of a `with` block in the main thread.

    What `threading.Event` does for threads. An event is no use here: a handler that sets one may have
    interrupted the very code that holds its lock; and a handler that raises `KeyboardInterrupt` may come
    just before a wait, which then never ends, or within it, which then fails.
    """

    def __init__(self) -> None:
        self._told = False

    def __enter__(self) -> Self:
        self._before = {by: signal.signal(by, self._hear) for by in TOLD_BY}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for by, handler in self._before.items():
            signal.signal(by, handler)

    def is_set(self) -> bool:
        """Tell whether it was."""
        return self._told

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until it is, or for some seconds; return whether it was."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while not self._told and (deadline is None or time.monotonic() < deadline):
            time.sleep(LOOKS_EVERY)
        return self._told

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self._told = True


def join(thread: Thread, timeout: float | None = None) -> None:
    """Wait until a thread has ended, or for some seconds; Ctrl-C is heard at whatever moment it comes.

    `Thread.join` does not hear one that comes just before it begins to wait.
    """
    deadline = None if timeout is None else time.monotonic() + timeout
    while thread.is_alive() and (deadline is None or time.monotonic() < deadline):
        time.sleep(LOOKS_EVERY)

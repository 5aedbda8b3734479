"""A process that goes on beside what is measured, until it is told to stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event, Thread
from typing import Generic, TypeVar

from benchmarks.quiet import quiet

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")


class Background(Generic[ResultT]):
    """Our end of such a process."""

    def __init__(self, line: Connection) -> None:
        self._line = line

    def stop(self) -> ResultT:
        """Tell it to stop; return what it has to say."""
        self._line.send(None)
        result: ResultT = self._line.recv()
        return result


@contextmanager
def in_background(work: Callable[[TaskT, Event], ResultT], task: TaskT) -> Iterator[Background[ResultT]]:
    """Run a function of a module in a process of its own, until the block ends or `Background.stop`.

    Args:
        work: Goes on until the event is set; what it returns must be picklable.
        task: What it gets.
    """
    context = get_context("forkserver")
    mine, its = context.Pipe()
    process = context.Process(target=_run, args=(work, task, its), daemon=True)
    process.start()
    its.close()
    mine.recv()  # it has started
    try:
        yield Background(mine)
    finally:
        mine.close()
        process.join()


def _run(work: Callable[[TaskT, Event], ResultT], task: TaskT, line: Connection) -> None:
    quiet()
    stop = Event()
    line.send(None)
    Thread(target=_await_end, args=(line, stop), daemon=True).start()
    result = work(task, stop)
    if not line.closed:
        line.send(result)


def _await_end(line: Connection, stop: Event) -> None:
    """Set the event when the parent says so, or is gone."""
    try:
        line.recv()
    except EOFError:
        line.close()
    stop.set()

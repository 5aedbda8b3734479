"""Client processes that start at one moment."""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Final, TypeVar

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

PATIENCE: Final = 300.0
"""Seconds until clients that wait for one that never comes give up."""

Start = Callable[[], object]
"""Called by a client when it is ready; returns when all are."""

_gate: Barrier


def in_processes(work: Callable[[TaskT, Start], ResultT], tasks: list[TaskT]) -> list[ResultT]:
    """Do each task in a process of its own, all at the same time, and return what came of them.

    Args:
        work: A function of a module; prepares, calls the given start, then does what is measured.
        tasks: One for each client.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.sides"])
    gate = context.Barrier(len(tasks), timeout=PATIENCE)
    with context.Pool(len(tasks), initializer=_adopt, initargs=(gate,)) as pool:
        return pool.starmap(_work, [(work, task) for task in tasks], chunksize=1)


def _adopt(gate: Barrier) -> None:
    global _gate  # noqa: PLW0603 - the pool hands things to its processes in no other way
    _gate = gate


def _work(work: Callable[[TaskT, Start], ResultT], task: TaskT) -> ResultT:
    return work(task, _gate.wait)

"""Client processes that start at one moment."""

from collections.abc import Callable
from multiprocessing import TimeoutError as TooLate
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Final, TypeVar

TaskT = TypeVar("TaskT")
ResultT = TypeVar("ResultT")

PATIENCE: Final = 60.0
"""Seconds that getting ready, or getting done, may take beside the measured time."""

ATTEMPTS: Final = 6
"""How often something is measured whose clients hang, before the whole run is given up."""


class ClientHung(Exception):
    """A client process did not come to an end."""


Start = Callable[[], object]
"""Called by a client when it is ready; returns when all are."""

_gate: Barrier


def in_processes(
    work: Callable[[TaskT, Start], ResultT], tasks: list[TaskT], seconds: float
) -> list[ResultT]:
    """Do each task in a process of its own, all at the same time, and return what came of them.

    Args:
        work: A function of a module; prepares, calls the given start, then does what is measured.
        tasks: One for each client.
        seconds: How long what is measured takes.

    Raises:
        ClientHung: one of them took far longer.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.sides"])
    gate = context.Barrier(len(tasks), timeout=PATIENCE)
    with context.Pool(len(tasks), initializer=_adopt, initargs=(gate,)) as pool:
        results = pool.starmap_async(_work, [(work, task) for task in tasks], chunksize=1)
        try:
            return results.get(timeout=seconds + PATIENCE)
        except TooLate as error:
            raise ClientHung from error


def until_done(measure: Callable[[], ResultT], hung: Callable[[], object]) -> ResultT:
    """Measure; when a client hangs, say so and measure again.

    A pipeline of the driver, as the peer's default recorder uses it, was seen to wait for ever on a large
    batch, several times in a row: the client for an answer, the server for the rest of the question.

    Raises:
        ClientHung: even the last attempt did.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return measure()
        except ClientHung:
            hung()
    return measure()


def _adopt(gate: Barrier) -> None:
    global _gate  # noqa: PLW0603 - the pool hands things to its processes in no other way
    _gate = gate


def _work(work: Callable[[TaskT, Start], ResultT], task: TaskT) -> ResultT:
    return work(task, _gate.wait)

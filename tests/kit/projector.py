"""A projector in a thread, and one in a process that can be killed."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from typing import Final

from eventstore.api import EventStore
from projections.projection import Projection
from projections.read_models.relationship_board import RELATIONSHIP_BOARD
from projections.runner import Runner
from tests.kit.looking import WITHIN
from tests.kit.processes import start
from tests.kit.tallies import COUNT, TALLY, TRAIL

EXAMPLES: Final[tuple[Projection, ...]] = (TALLY, COUNT, TRAIL, RELATIONSHIP_BOARD)
"""What a projector in a process runs: two folds, a statement, and one row of domain state a stream."""


@contextmanager
def running(
    database: str, *projections: Projection, owner: str | None = None, store: EventStore | None = None
) -> Iterator[None]:
    """Run a projector in a thread as long as the block lasts."""
    stop = Event()
    runner = Runner(database, projections, owner=owner, store=store)
    thread = Thread(target=runner.run, args=(stop,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(WITHIN.total_seconds())
        assert not thread.is_alive(), "the projector does not stop"


def start_process(database: str) -> BaseProcess:
    """Start a process that runs the example projections until it is ended."""
    return start(project, database)


def project(database: str) -> None:
    """Run the example projections for ever."""
    Runner(database, EXAMPLES).run(Event())

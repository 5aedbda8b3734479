"""Projectors that are killed at random moments."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from random import Random

import psycopg

from eventstore.postgres import PostgresEventStore
from eventstore.testing import LATE
from projections.connection import connect
from projections.progress import wait_for
from projections.shadow import verify
from projections.status import status
from tests.kit.looking import until
from tests.kit.projector import start_process
from tests.kit.tallies import COUNT, TALLY, TRAIL, counted, tally_of, trail_of


def test_a_killed_projector_leaves_checkpoint_and_rows_in_step(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """SIGKILL again and again in the middle of catching up: the live rows always equal a rebuild."""
    dice = Random(7)
    head = 0
    for number in range(20):
        head = counted(f"a-{number % 5}", number=100, store=postgres_store)
    goal = 0
    with connect(tallies) as watcher:
        for _ in range(6):
            goal = min(head, goal + dice.randrange(1, head // 6))
            with _killed_in_the_end(tallies):
                wait_for(watcher, TRAIL, goal, LATE)
            for projection in (TALLY, COUNT, TRAIL):
                assert verify(tallies, projection).differences == ()
        with _killed_in_the_end(tallies):
            for projection in (TALLY, COUNT, TRAIL):
                wait_for(watcher, projection, head, LATE)
    expected = {f"a-{number}": 400 for number in range(5)}
    assert tally_of(tallies) == tally_of(tallies, "count") == expected
    assert trail_of(tallies) == {stream: list(range(1, 401)) for stream in expected}


def test_of_two_projectors_one_applies_and_the_other_takes_over(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """The survivor of a SIGKILL takes over, and nothing is applied twice."""
    with connect(tallies) as watcher, _killed_in_the_end(tallies) as first:
        wait_for(watcher, TALLY, counted("a-1", store=postgres_store), LATE)
        with _killed_in_the_end(tallies) as second:
            _until_both_run(tallies, first, second)
            for _ in range(50):
                position = counted("a-1", store=postgres_store)
                wait_for(watcher, TALLY, position, LATE)
            assert status(watcher, [TALLY])[0].owner.endswith(f"/{first.pid}")  # type: ignore[union-attr]  # it runs
            first.kill()
            first.join()
            position = counted("a-1", store=postgres_store)
            wait_for(watcher, TALLY, position, LATE)
            assert status(watcher, [TALLY])[0].owner.endswith(f"/{second.pid}")  # type: ignore[union-attr]  # it runs
    assert tally_of(tallies) == {"a-1": 52}


@contextmanager
def _killed_in_the_end(database: str) -> Iterator[BaseProcess]:
    """Run a projector in a process, which gets a SIGKILL at the end of the block."""
    process = start_process(database)
    try:
        yield process
    finally:
        process.kill()
        process.join()


def _until_both_run(database: str, *projectors: BaseProcess) -> None:
    """Wait until the second projector has connected as well."""
    both = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'mentoring-projections-live'"
    with psycopg.connect(database, autocommit=True) as connection:

        def run() -> bool:
            assert all(projector.is_alive() for projector in projectors)
            return connection.execute(both).fetchone() == (3,)  # both, and the watcher

        until(run)

"""Rebuilding beside the live read model, against a real database."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import psycopg
import pytest

from eventstore.postgres import PostgresEventStore
from eventstore.testing import LATE
from projections.connection import Connection, connect
from projections.errors import ProjectionStopped, ReadersInTheWay
from projections.fold import FoldProjection, LogEvent
from projections.progress import wait_for
from projections.runner import Runner
from projections.shadow import Difference, rebuild_beside, verify
from projections.status import status
from tests.kit.projector import running
from tests.kit.tallies import COUNT, TALLY, counted, fold, mended, tally_of


def meddle(database: str, statement: str) -> None:
    """Change a read model behind the projector's back."""
    with psycopg.connect(database) as connection:
        connection.execute(statement.encode())


def remains(database: str) -> tuple[int, int]:
    """Return how many tables and checkpoints a rebuild left behind."""
    with psycopg.connect(database) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM pg_tables WHERE schemaname = 'shadow'),"
            "       (SELECT count(*) FROM projections.checkpoint WHERE build = 'shadow')"
        ).fetchone()
    assert row is not None
    return row[0], row[1]


def when_rebuilding(act: Callable[[], None]) -> FoldProjection:
    """Return the tally, which lets something happen once, right after its rebuild has begun."""
    todo = [act]

    def interrupted(connection: Connection, events: Sequence[LogEvent]) -> None:
        fold(connection, events)
        if todo:
            todo.pop()()

    return replace(TALLY, fold=interrupted)


def test_a_rebuild_equals_what_was_live(tallies: str, postgres_store: PostgresEventStore) -> None:
    """When nothing was amiss there is no difference, before and after the swap."""
    for stream in ("a-1", "a-2"):
        counted(stream, number=130, store=postgres_store)
    Runner(tallies, [TALLY, COUNT]).catch_up()
    for projection in (TALLY, COUNT):
        comparison = rebuild_beside(tallies, projection)
        assert (comparison.position, comparison.differences) == (260, ())
    assert tally_of(tallies) == tally_of(tallies, "count") == {"a-1": 130, "a-2": 130}
    assert remains(tallies) == (0, 0)


def test_differences_name_the_rows_and_are_healed(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Changed, invented and lost rows are reported by key, with the columns; the rebuilt model has none."""
    for stream in ("a-1", "a-2", "a-3"):
        counted(stream, number=10, store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    meddle(tallies, "UPDATE read.tally SET events = 11, last = NULL WHERE stream = 'a-1'")
    meddle(tallies, "DELETE FROM read.tally WHERE stream = 'a-2'")
    meddle(tallies, "INSERT INTO read.tally VALUES ('a-9', 1, 1)")
    expected = (
        Difference("tally", "a-1", "different", "events, last"),
        Difference("tally", "a-2", "only rebuilt"),
        Difference("tally", "a-9", "only live"),
    )
    assert verify(tallies, TALLY).differences == expected
    assert rebuild_beside(tallies, TALLY).differences == expected
    assert verify(tallies, TALLY).differences == ()


def test_verifying_changes_nothing(tallies: str, postgres_store: PostgresEventStore) -> None:
    """The live rows stay as wrong as they are, and nothing is left behind."""
    counted("a-1", number=10, store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    meddle(tallies, "UPDATE read.tally SET events = 11")
    verify(tallies, TALLY)
    assert tally_of(tallies) == {"a-1": 11}
    assert remains(tallies) == (0, 0)


def test_the_live_model_serves_and_follows_while_it_is_rebuilt(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """In the middle of a rebuild readers see the live rows, and events appended then reach both."""
    counted("a-1", number=120, store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    seen: list[dict[str, int]] = []

    def meanwhile() -> None:
        seen.append(tally_of(tallies))
        counted("a-1", number=30, store=postgres_store)
        counted("a-2", number=30, store=postgres_store)
        Runner(tallies, [TALLY]).catch_up()
        seen.append(tally_of(tallies))
        counted("a-2", store=postgres_store)

    comparison = rebuild_beside(tallies, when_rebuilding(meanwhile))
    assert seen == [{"a-1": 120}, {"a-1": 150, "a-2": 30}]
    assert (comparison.position, comparison.differences) == (180, ())
    assert tally_of(tallies) == {"a-1": 150, "a-2": 31}


def test_rebuilding_under_a_projector_and_a_writer_loses_nothing(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Swap after swap while events come in: every event is counted once."""
    total = 0
    with running(tallies, TALLY, COUNT), connect(tallies) as watcher:
        for _ in range(4):
            for projection in (TALLY, COUNT):
                total += 60
                position = counted("a-1", number=60, store=postgres_store)
                assert rebuild_beside(tallies, projection).differences == ()
                wait_for(watcher, projection, position, LATE)
        position = counted("a-2", store=postgres_store)
        wait_for(watcher, TALLY, position, LATE)
        wait_for(watcher, COUNT, position, LATE)
    assert tally_of(tallies) == tally_of(tallies, "count") == {"a-1": total, "a-2": 1}


def test_a_batch_that_began_before_the_swap_is_dropped(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """A runner that read its checkpoint before a swap finds the checkpoint moved and counts nothing twice."""
    counted("a-1", number=100, store=postgres_store)

    def swap_first() -> None:
        rebuild_beside(tallies, COUNT)

    Runner(tallies, [when_rebuilding(swap_first), COUNT]).catch_up()
    assert tally_of(tallies) == tally_of(tallies, "count") == {"a-1": 100}


def test_a_reader_of_the_old_model_is_given_way(tallies: str, postgres_store: PostgresEventStore) -> None:
    """While somebody reads in a transaction the swap does not force its way; the live model stays."""
    counted("a-1", number=10, store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    with psycopg.connect(tallies) as reader:
        reader.execute("SELECT FROM read.tally")
        with pytest.raises(ReadersInTheWay, match="tally"):
            rebuild_beside(tallies, TALLY, attempts=1)
    assert tally_of(tallies) == {"a-1": 10}
    assert remains(tallies) == (0, 0)


def test_a_rebuild_that_meets_poison_leaves_the_live_model(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """What the new program cannot digest stops the rebuild and nothing else."""
    counted("a-1", number=10, store=postgres_store)
    poison = counted("a-2", poison=True, store=postgres_store)
    Runner(tallies, [mended(TALLY)]).catch_up()
    with pytest.raises(ProjectionStopped) as stopped:
        rebuild_beside(tallies, TALLY)
    assert stopped.value.facts["position"] == poison
    assert tally_of(tallies) == {"a-1": 10, "a-2": 1}
    assert remains(tallies) == (0, 0)


def test_a_stopped_model_is_replaced_by_one_that_goes_on(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Rebuilt by a mended program it is current again, with the poison event applied."""
    counted("a-1", number=10, store=postgres_store)
    counted("a-2", poison=True, store=postgres_store)
    counted("a-1", number=10, store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    comparison = rebuild_beside(tallies, mended(TALLY))
    assert (comparison.position, comparison.differences) == (10, ())
    assert tally_of(tallies) == {"a-1": 20, "a-2": 1}
    with connect(tallies) as connection:
        [standing] = status(connection, [TALLY])
    assert (standing.stopped, standing.lag_events) == (False, 0)


def test_readers_may_read_what_was_swapped_in(tallies: str, postgres_store: PostgresEventStore) -> None:
    """The rebuilt table has the same grants: readers read it, nobody else writes it."""
    counted("a-1", store=postgres_store)
    rebuild_beside(tallies, TALLY)
    with psycopg.connect(tallies, autocommit=True) as connection:
        connection.execute("SET ROLE mentoring_reader")
        assert connection.execute("SELECT events FROM read.tally").fetchall() == [(1,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM read.tally")


def test_a_read_model_that_never_ran_can_be_built_beside(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """An empty live model differs in nothing up to where it stands, and is then replaced by a full one."""
    counted("a-1", number=10, store=postgres_store)
    comparison = rebuild_beside(tallies, TALLY)
    assert (comparison.position, comparison.differences) == (0, ())
    assert tally_of(tallies) == {"a-1": 10}

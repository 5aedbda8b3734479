"""The runner against a real database."""

import re
from collections.abc import Sequence
from datetime import timedelta

import psycopg
import pytest

from eventstore.postgres import PostgresEventStore
from eventstore.testing import LATE
from projections.checkpoint import Checkpoint, Overtaken, survey
from projections.connection import Connection, connect
from projections.errors import ProjectionBehind, ProjectionStopped
from projections.fold import FoldProjection, LogEvent
from projections.follower import Follower
from projections.progress import wait_for
from projections.rebuild import rebuild
from projections.runner import Runner
from projections.status import status
from tests.kit.projector import running
from tests.kit.tallies import COUNT, COUNTED, TALLY, counted, fold, mended, tally_of


def test_catching_up_applies_every_event_once(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Over many batches a fold and a statement count the same, and nothing twice."""
    for stream in ("a-1", "a-2", "a-1"):
        counted(stream, number=123, store=postgres_store)
    Runner(tallies, [TALLY, COUNT]).catch_up()
    assert tally_of(tallies) == tally_of(tallies, "count") == {"a-1": 246, "a-2": 123}


def test_catching_up_twice_changes_nothing(tallies: str, postgres_store: PostgresEventStore) -> None:
    """A checkpoint remembers what was applied."""
    counted("a-1", number=7, store=postgres_store)
    Runner(tallies, [TALLY, COUNT]).catch_up()
    Runner(tallies, [TALLY, COUNT]).catch_up()
    assert tally_of(tallies) == tally_of(tallies, "count") == {"a-1": 7}


def test_an_empty_log_is_caught_up(tallies: str) -> None:
    """With no event at all there is nothing to do, and nothing is missing."""
    Runner(tallies, [TALLY]).catch_up()
    with connect(tallies) as connection:
        [standing] = status(connection, [TALLY])
    assert (standing.position, standing.lag_events, standing.stopped) == (0, 0, False)


def test_the_checkpoint_moves_over_events_that_nobody_wants(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """A projection that finds nothing for itself is caught up all the same."""
    position = counted("a-1", number=3, store=postgres_store)
    picky = FoldProjection("tally", ("tally",), ("tally.never",), fold)
    Runner(tallies, [picky]).catch_up()
    with connect(tallies) as connection:
        assert survey(connection)[Checkpoint("tally")].position == position
    assert tally_of(tallies) == {}


def test_an_append_becomes_visible_while_following(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Whoever appended can wait for its position and then reads what they wrote."""
    with running(tallies, TALLY, COUNT), connect(tallies) as connection:
        for number in range(1, 6):
            position = counted("a-1", store=postgres_store)
            wait_for(connection, TALLY, position, LATE)
            assert tally_of(tallies) == {"a-1": number}


def test_waiting_for_a_position_that_nobody_applies_ends(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Without a projector the wait is over in time and says how far the projection is."""
    counted("a-1", number=2, store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    position = counted("a-1", store=postgres_store)
    with connect(tallies) as connection, pytest.raises(ProjectionBehind) as refusal:
        wait_for(connection, TALLY, position, timedelta(milliseconds=50))
    assert refusal.value.facts["actual"] == 2


def test_noise_on_the_channel_is_no_news(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Anybody who may connect may notify; whoever waits goes on waiting."""
    with running(tallies, TALLY), connect(tallies) as connection:
        connection.execute("LISTEN projection")
        for noise in ("", "loud", "live tally", "live tally x y", "live tally 0 0 0", "live tally 0 stopped"):
            connection.execute("SELECT pg_notify('projection', %s)", [noise])
        wait_for(connection, TALLY, counted("a-1", store=postgres_store), LATE)
    assert tally_of(tallies) == {"a-1": 1}


@pytest.mark.parametrize("said", ["0 9", "7 9", " 9", "0 ", f"0 {'9' * 5000}"])
def test_what_others_say_on_the_channel_is_not_believed(
    tallies: str, postgres_store: PostgresEventStore, said: str
) -> None:
    """Whatever is said of a projection that nobody runs, who waits for it is told that it is behind."""
    position = counted("a-1", store=postgres_store)
    with connect(tallies) as connection:
        connection.execute("LISTEN projection")
        connection.execute("SELECT pg_notify('projection', %s)", [f"live tally {said}"])
        with pytest.raises(ProjectionBehind) as refusal:
            wait_for(connection, TALLY, position, timedelta(milliseconds=50))
    assert refusal.value.facts["actual"] == 0


def test_a_poison_event_stops_its_projection_and_no_other(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Everything before the poison is applied, its position and cause are recorded, the others go on."""
    counted("a-1", number=70, store=postgres_store)
    poison = counted("a-2", poison=True, store=postgres_store)
    counted("a-1", number=70, store=postgres_store)
    Runner(tallies, [TALLY, COUNT]).catch_up()
    assert tally_of(tallies) == {"a-1": 70}
    assert tally_of(tallies, "count") == {"a-1": 140, "a-2": 1}
    with connect(tallies) as connection:
        [tally, count] = status(connection, [TALLY, COUNT])
    assert tally.health == "stopped"
    assert (count.lag_events, count.stopped) == (0, False)
    assert tally.failed_position == poison == tally.position + 1
    assert tally.failure is not None
    assert re.fullmatch(r"Poison \(tests\.kit\.tallies, line \d+\), at tally\.counted of a-2", tally.failure)


def test_a_failure_names_the_column_and_not_the_value(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """The database's own message would quote the row, which may concern a person."""
    counted("a-1", store=postgres_store)

    def forgetful(connection: Connection, events: Sequence[LogEvent]) -> None:
        connection.execute("INSERT INTO tally (stream, events) VALUES (%s, %s)", [None, len(events)])

    Runner(tallies, [FoldProjection("tally", ("tally",), (COUNTED,), forgetful)]).catch_up()
    with connect(tallies) as connection:
        [standing] = status(connection, [TALLY])
    assert standing.failure is not None
    assert standing.failure.startswith("NotNullViolation: table tally, column stream (tests.")
    assert "Failing row" not in standing.failure


def test_who_waits_for_a_stopped_projection_is_told_why(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """The wait ends at once, also when the projection stops meanwhile."""
    poison = counted("a-1", poison=True, store=postgres_store)
    with (
        running(tallies, TALLY),
        connect(tallies) as connection,
        pytest.raises(ProjectionStopped, match="Poison") as stopped,
    ):
        wait_for(connection, TALLY, poison, LATE)
    assert stopped.value.facts["position"] == poison


def test_a_mended_projection_goes_on_where_it_stopped(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """A new runner tries the event again; with a program that can digest it nothing is lost or doubled."""
    counted("a-1", number=3, store=postgres_store)
    counted("a-1", poison=True, store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    Runner(tallies, [mended(TALLY)]).catch_up()
    assert tally_of(tallies) == {"a-1": 4}
    with connect(tallies) as connection:
        [standing] = status(connection, [TALLY])
    assert (standing.lag_events, standing.stopped, standing.failure) == (0, False, None)


def test_the_slower_of_two_runners_drops_its_batch(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Two followers start the same batch from the same checkpoint: the second one's is refused whole."""
    counted("a-1", number=5, store=postgres_store)
    with connect(tallies) as one, connect(tallies) as two:
        checkpoint = Checkpoint(TALLY.name)
        checkpoint.take_lead(one, "one")
        Follower(one, TALLY, checkpoint).apply(0, 3)
        with pytest.raises(Overtaken):
            Follower(two, TALLY, checkpoint).apply(0, 5)
    assert tally_of(tallies) == {"a-1": 3}


def test_a_failed_batch_leaves_no_trace(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Rows and checkpoint are one transaction: neither moves when the fold fails halfway."""
    counted("a-1", number=2, store=postgres_store)

    def half(connection: Connection, events: Sequence[LogEvent]) -> None:
        fold(connection, events)
        raise RuntimeError

    broken = FoldProjection("tally", ("tally",), (COUNTED,), half)
    with connect(tallies) as connection:
        checkpoint = Checkpoint("tally")
        checkpoint.take_lead(connection, "test")
        with pytest.raises(RuntimeError):
            Follower(connection, broken, checkpoint).apply(0, 2)
        assert survey(connection)[checkpoint].position == 0
    assert tally_of(tallies) == {}


def test_a_rebuild_gives_the_same_rows(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Emptied and applied again from the first event on, a read model is what it was."""
    for stream in ("a-1", "a-2"):
        counted(stream, number=60, store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    before = tally_of(tallies)
    assert rebuild(tallies, TALLY) == 120
    assert tally_of(tallies) == before


def test_a_rebuild_under_a_running_projector_counts_nothing_twice(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Rebuild and live take turns by the checkpoint, whoever applies a batch."""
    with running(tallies, TALLY):
        for _ in range(5):
            counted("a-1", number=80, store=postgres_store)
            rebuild(tallies, TALLY)
        position = counted("a-1", store=postgres_store)
        with connect(tallies) as connection:
            wait_for(connection, TALLY, position, LATE)
    assert tally_of(tallies) == {"a-1": 401}


def test_a_second_runner_takes_over_when_the_first_is_gone(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """While the first one's connection lives the second only waits; when it dies the second applies."""
    checkpoint = Checkpoint(TALLY.name)
    with connect(tallies) as watcher:
        with connect(tallies) as first:
            assert checkpoint.try_lock(first)
            checkpoint.take_lead(first, "first")
            with running(tallies, TALLY, owner="second"):
                position = counted("a-1", store=postgres_store)
                with pytest.raises(ProjectionBehind):
                    wait_for(watcher, TALLY, position, timedelta(milliseconds=200))
                assert status(watcher, [TALLY])[0].owner == "first"
                first.close()
                wait_for(watcher, TALLY, position, LATE)
        assert status(watcher, [TALLY])[0].owner == "second"
    assert tally_of(tallies) == {"a-1": 1}


def test_a_lost_connection_is_waited_out(tallies: str, postgres_store: PostgresEventStore) -> None:
    """A projector whose connection the server ended connects again and loses nothing."""
    with running(tallies, TALLY), connect(tallies) as watcher:
        wait_for(watcher, TALLY, counted("a-1", store=postgres_store), LATE)
        with psycopg.connect(tallies) as operator:
            operator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            )
        wait_for(watcher, TALLY, counted("a-1", store=postgres_store), LATE)
    assert tally_of(tallies) == {"a-1": 2}

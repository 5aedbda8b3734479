"""What an observer is told of each projection, whether anybody runs it or not."""

from dataclasses import replace

import psycopg
import pytest

from eventstore.postgres import PostgresEventStore
from projections.connection import connect
from projections.runner import Runner
from projections.shadow import verify
from projections.status import ProjectionStatus, status
from tests.kit.interleaving import before
from tests.kit.looking import until
from tests.kit.projector import running
from tests.kit.tallies import TALLY, TRAIL, counted

HOUR = 3600

OLD_EVENTS = """
    INSERT INTO log.event (position, version, occurred_at, recorded_at, event_id, schema_version, stream,
                           type, leaf_hash, correlation_id, data, metadata)
    SELECT n, n, now(), now() - make_interval(hours => 11 - n), gen_random_uuid(), 1, 'a-1', 'tally.counted',
           '', '', '{}', '{}'
    FROM generate_series(1, 10) AS n
"""
"""Ten events, recorded ten hours ago, nine, and so on."""


@pytest.fixture
def aged(tallies: str) -> str:
    """The URL of a database whose log grew by an event an hour, the last of them an hour ago."""
    with psycopg.connect(tallies) as superuser:
        superuser.execute(OLD_EVENTS)
    return tallies


def standing(database: str) -> ProjectionStatus:
    """Return the status of the tally, which is not being rebuilt."""
    with connect(database) as connection:
        [found] = status(connection, [TALLY])
    return found


def move(database: str, position: int) -> None:
    """Let the checkpoint say that it stands elsewhere, and that somebody runs it for another hour."""
    with psycopg.connect(database) as connection:
        connection.execute(
            "UPDATE projections.checkpoint SET position = %s, heartbeat_at = now() + interval '1 hour'",
            [position],
        )


def test_a_projection_that_never_ran_is_behind_by_the_whole_log(aged: str) -> None:
    """Nobody has written anything about it: the observer measures from the head of the log."""
    found = standing(aged)
    assert (found.position, found.head, found.lag_events) == (0, 10, 10)
    assert found.lag_seconds // HOUR == 10
    assert (found.health, found.owner, found.heartbeat_at) == ("nobody runs it", None, None)


@pytest.mark.parametrize(("position", "hours"), [(4, 6), (9, 1), (10, 0)])
def test_the_lag_is_the_age_of_the_oldest_event_that_is_missing(aged: str, position: int, hours: int) -> None:
    """In events and in seconds; nothing is missing at the end of the log, however old that is."""
    Runner(aged, [TALLY]).catch_up()
    move(aged, position)
    found = standing(aged)
    assert (found.lag_events, found.lag_seconds // HOUR) == (10 - position, hours)
    assert found.health == ("catching up" if position < 10 else "current")


def test_the_lag_grows_when_the_projector_is_gone(aged: str, postgres_store: PostgresEventStore) -> None:
    """Its heartbeat gets old, its owner stays known, and what is appended meanwhile counts."""
    Runner(aged, [TALLY], owner="gone").catch_up()
    with psycopg.connect(aged) as connection:
        connection.execute(
            "UPDATE projections.checkpoint SET heartbeat_at = heartbeat_at - interval '6 seconds'"
        )
    found = standing(aged)
    assert (found.health, found.alive, found.owner, found.lag_events) == ("nobody runs it", False, "gone", 0)
    counted("a-2", number=3, store=postgres_store)
    assert (standing(aged).lag_events, standing(aged).health) == (3, "nobody runs it")


def test_a_projector_that_has_nothing_to_do_shows_itself(aged: str) -> None:
    """Its heart beats on although no event comes."""
    with running(aged, TALLY, owner="here"):
        until(lambda: standing(aged).health == "current")
        first = standing(aged).heartbeat_at
        assert first is not None
        until(lambda: standing(aged).heartbeat_at != first)
        until(lambda: standing(aged).health == "current")
        assert standing(aged).owner == "here"


def test_a_log_that_was_replaced_by_an_older_one_is_noticed(aged: str) -> None:
    """Its end is before the last position applied."""
    Runner(aged, [TALLY]).catch_up()
    move(aged, 12)
    found = standing(aged)
    assert (found.lag_events, found.health) == (-2, "ahead of the log")


def test_a_stopped_projection_says_where_and_why_and_lags(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Position, type and stream of the event and the kind of failure; the log goes on without it."""
    counted("a-1", number=2, store=postgres_store)
    poison = counted("a-2", poison=True, store=postgres_store)
    counted("a-1", number=4, store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    found = standing(tallies)
    assert (found.health, found.failed_position, found.lag_events) == ("stopped", poison, 5)
    assert found.failure is not None
    assert found.failure.startswith("Poison (")
    assert found.failure.endswith("at tally.counted of a-2")


def test_parked_streams_are_counted_for_each_shard(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Each shard counts its own."""
    streams = [f"a-{number}" for number in range(20)]
    for stream in streams:
        counted(stream, poison=True, store=postgres_store)
    sharded = replace(TRAIL, parks=True, shards=3)
    Runner(tallies, [sharded], store=postgres_store).catch_up()
    with connect(tallies) as connection:
        found = status(connection, [sharded])
    assert [each.shard for each in found] == [0, 1, 2]
    assert sum(each.parked for each in found) == len(streams)
    assert all(each.parked for each in found)


def test_a_build_beside_the_live_one_has_a_line_of_its_own(aged: str) -> None:
    """Operators see how far it has come."""
    Runner(aged, [TALLY]).catch_up()
    seen: list[tuple[str, int]] = []

    def look() -> None:
        with connect(aged) as connection:
            seen.extend((each.build, each.position) for each in status(connection, [TALLY]))

    with before("differences", look):
        verify(aged, TALLY)
    assert seen == [("live", 10), ("shadow", 10)]

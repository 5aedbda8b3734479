"""Whatever is done in whatever order, a read model is what the log says."""

from dataclasses import replace

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventstore.postgres import PostgresEventStore
from projections.checkpoint import Checkpoint, survey
from projections.connection import connect
from projections.follower import Follower
from projections.projection import Projection
from projections.rebuild import rebuild
from projections.runner import Runner
from projections.shadow import rebuild_beside, verify
from tests.kit.tallies import COUNT, TALLY, TRAIL, counted, tally_of, trail_of

APPEND = st.tuples(st.just("append"), st.tuples(st.sampled_from(["a-1", "a-2", "a-3"]), st.integers(1, 20)))
STEP = st.tuples(st.just("step"), st.integers(1, 15))
OTHER = st.tuples(st.sampled_from(["catch up", "rebuild", "rebuild beside"]), st.just(0))
ACTS = st.lists(APPEND | STEP | OTHER, min_size=1, max_size=8)


def log_says(database: str) -> dict[str, int]:
    """Count the events of each stream in the log itself."""
    query = "SELECT stream, count(*) FROM log.event WHERE type = 'tally.counted' GROUP BY stream"
    with psycopg.connect(database) as connection:
        return dict(connection.execute(query).fetchall())


def step(database: str, projection: Projection, size: int) -> None:
    """Apply one small batch, as a runner would that dies right after it."""
    checkpoint = Checkpoint(projection.name)
    with connect(database) as connection:
        checkpoint.take_lead(connection, "test")
        standing = survey(connection)[checkpoint]
        Follower(connection, projection, checkpoint).step(
            standing, min(standing.head, standing.position + size)
        )


def act(database: str, store: PostgresEventStore, what: str, with_what: object) -> None:
    """Do one thing."""
    match what, with_what:
        case "append", (str(stream), int(number)):
            counted(stream, number=number, store=store)
        case "step", int(size):
            for projection in (TALLY, COUNT, TRAIL):
                step(database, projection, size)
        case "catch up", _:
            Runner(database, [TALLY, COUNT, TRAIL]).catch_up()
        case "rebuild", _:
            rebuild(database, replace(TALLY, batch=13))
            rebuild(database, TRAIL)
        case "rebuild beside", _:
            assert rebuild_beside(database, replace(COUNT, batch=11)).differences == ()
            assert rebuild_beside(database, TRAIL).differences == ()
        case _:
            pytest.fail(f"unknown act {what}")


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_sequence_of_batches_and_rebuilds_gives_the_rows_of_the_log(
    tallies: str, postgres_store: PostgresEventStore, acts: list[tuple[str, object]]
) -> None:
    """Appends, batches of any size, rebuilds in place and beside: what is applied in the end is the log."""
    for what, with_what in acts:
        act(tallies, postgres_store, what, with_what)
    Runner(tallies, [TALLY, COUNT, TRAIL]).catch_up()
    expected = log_says(tallies)
    assert tally_of(tallies) == tally_of(tallies, "count") == expected
    assert trail_of(tallies) == {stream: list(range(1, number + 1)) for stream, number in expected.items()}
    for projection in (TALLY, COUNT, TRAIL):
        assert verify(tallies, projection).differences == ()

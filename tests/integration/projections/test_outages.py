"""The database, or the log that parked events are recorded in, goes away under a projector and comes back."""

from dataclasses import replace

from bootstrap.embedded_postgres import EmbeddedPostgres
from domain.operations import EventParked, projection_stream
from eventstore.migrate import migrate
from eventstore.postgres import PostgresEventStore
from eventstore.testing import LATE
from projections.connection import Connection, connect
from projections.parked import parked_streams
from projections.progress import wait_for
from projections.projection import Projection
from projections.shadow import verify
from projections.status import status
from tests.kit.looking import until
from tests.kit.postgres import SOURCES
from tests.kit.projector import running
from tests.kit.tallies import COUNT, TALLY, TRAIL, counted, create_tables, tally_of, trail_of
from tests.kit.unreliable import UnreliableStore

PARKING = replace(TRAIL, parks=True)


def healthy(watcher: Connection, *projections: Projection) -> bool:
    """Tell whether somebody runs projections, and they have nothing left to do."""
    return {each.health for each in status(watcher, projections)} == {"current"}


def test_a_projector_outlives_its_server(fresh_server: EmbeddedPostgres) -> None:
    """PostgreSQL crashes and comes back, twice: the same projector, with a parked stream, carries on."""
    database = fresh_server.start("log")
    migrate(database, SOURCES)
    create_tables(database)
    with (
        PostgresEventStore(database) as store,
        running(database, TALLY, COUNT),
        running(database, PARKING, store=store),
    ):
        counted("a-2", poison=True, store=store)
        for number in range(1, 4):
            counted("a-2", store=store)
            position = counted("a-1", number=30, store=store)
            with connect(database) as watcher:
                wait_for(watcher, COUNT, position, LATE)
                wait_for(watcher, PARKING, position, LATE)
                until(lambda: healthy(watcher, COUNT, PARKING))
                [parking] = status(watcher, [PARKING])
            assert parking.parked == 1
            assert tally_of(database, "count")["a-1"] == len(trail_of(database)["a-1"]) == 30 * number
            if number < 3:
                fresh_server.stop("immediate")
                fresh_server.start("log")
        for projection in (COUNT, TRAIL):
            assert verify(database, projection).differences == ()
        with connect(database) as watcher:
            assert status(watcher, [TALLY])[0].health == "stopped"


def test_a_projector_waits_for_the_log_before_it_parks(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Nothing is parked unrecorded: while the log is away it tries again, and when it is back it goes on."""
    journal = UnreliableStore()
    journal.reachable = False
    poison = counted("a-1", poison=True, store=postgres_store)
    position = counted("a-2", store=postgres_store)
    with running(tallies, PARKING, store=journal), connect(tallies) as watcher:
        until(lambda: journal.refused >= 3)
        assert parked_streams(watcher, PARKING.name) == []
        journal.recover()
        wait_for(watcher, PARKING, position, LATE)
        [parked] = parked_streams(watcher, PARKING.name)
    assert parked.position == poison
    assert trail_of(tallies) == {"a-2": [1]}
    [recorded] = journal.load(projection_stream(PARKING.name))
    assert recorded.type == EventParked.type

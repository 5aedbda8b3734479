"""Folds that keep the domain's state in their rows."""

import pytest

from domain.catalogue import REGISTRY
from domain.registry import UnknownEvent
from eventstore.api import Expected
from eventstore.codec import decode
from eventstore.postgres import PostgresEventStore
from eventstore.testing import new_event
from projections.connection import connect
from projections.errors import RowOutOfStep
from projections.projection import Span
from projections.queries.matches import match_quality
from projections.read_models import PROJECTIONS
from projections.read_models.event_types import EVENT_TYPES
from projections.read_models.relationship_board import RELATIONSHIP_BOARD
from projections.rebuild import rebuild
from projections.runner import Runner
from projections.shadow import rebuild_beside
from projections.status import status
from tests.kit.history import record
from tests.kit.relationships import offered
from tests.kit.runs import proposed


def test_an_event_that_a_row_already_contains_is_refused(
    database: str, postgres_store: PostgresEventStore
) -> None:
    """Whoever applied the same span twice is stopped by the versions in the rows, beside the checkpoint."""
    position = record(postgres_store, "relationship-a", *offered().events)
    with connect(database) as connection:
        RELATIONSHIP_BOARD.apply(connection, Span(0, position))
        with pytest.raises(RowOutOfStep, match="relationship-a"):
            RELATIONSHIP_BOARD.apply(connection, Span(0, position))


def test_the_quality_of_a_run_is_on_its_row(database: str, postgres_store: PostgresEventStore) -> None:
    """The solver's figures and what was in people's way are asked back by cycle."""
    record(postgres_store, "match_run-1", *proposed().history)
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        [run] = match_quality(connection, "cycle-1")
        assert match_quality(connection, "cycle-2") == []
    assert (run.match_run, run.track, run.relationships) == ("match_run-1", "one-to-one", 2)
    assert (run.candidates, run.unmatched, run.unmatched_because) == (5, 1, {"partners_taken": 1})


def test_types_that_nobody_knows_are_counted_and_disturb_nobody(
    database: str, postgres_store: PostgresEventStore
) -> None:
    """They stay in the log, in the count of types and in every rebuild; other read models pass them by."""
    record(postgres_store, "relationship-a", *offered().events)
    unknown = new_event("later", type="relationship.danced")
    position = postgres_store.append("relationship-a", [unknown], expected=Expected.STREAM_EXISTS).position
    Runner(database, PROJECTIONS).catch_up()
    assert rebuild(database, EVENT_TYPES) == position
    assert rebuild_beside(database, EVENT_TYPES).differences == ()
    with connect(database) as connection:
        assert {(each.lag_events, each.stopped) for each in status(connection, PROJECTIONS)} == {(0, False)}
        counted = connection.execute("SELECT type, last_position FROM event_types").fetchall()
    assert ("relationship.danced", position) in counted
    kept = postgres_store.load("relationship-a")[-1]
    assert decode(kept, REGISTRY) == UnknownEvent(name="relationship.danced", version=1, data=unknown.data)


def test_a_newer_version_of_a_known_type_stops_the_read_model(
    database: str, postgres_store: PostgresEventStore
) -> None:
    """Passing over it would leave rows that say something else; the newer program goes on from there."""
    position = record(postgres_store, "relationship-a", *offered().events)
    newer = new_event("later", type="relationship.offered", schema_version=99)
    postgres_store.append("relationship-a", [newer], expected=Expected.STREAM_EXISTS)
    Runner(database, PROJECTIONS).catch_up()
    with connect(database) as connection:
        found = {each.projection: each for each in status(connection, PROJECTIONS)}
    board = found["relationship_board"]
    assert (board.health, board.position) == ("stopped", position)
    assert board.failure is not None
    assert board.failure.startswith("NewerEvent: Version 99 of relationship.offered")
    assert (found["event_types"].lag_events, found["event_types"].stopped) == (0, False)

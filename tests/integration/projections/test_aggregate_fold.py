"""Folds that keep the domain's state in their rows."""

import pytest

from eventstore.postgres import PostgresEventStore
from projections.connection import connect
from projections.errors import RowOutOfStep
from projections.projection import Span
from projections.queries.matches import match_quality
from projections.read_models import PROJECTIONS
from projections.read_models.relationship_board import RELATIONSHIP_BOARD
from projections.runner import Runner
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

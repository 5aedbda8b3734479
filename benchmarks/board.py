"""A relationship board of any size: real lives, projected as in the product, then cloned."""

from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_OID, uuid5

import psycopg

from benchmarks.reports import statement
from domain.envelope import ENGINE, Metadata
from eventstore.api import Expected
from eventstore.codec import encode
from eventstore.postgres import PostgresEventStore
from projections.connection import Connection
from projections.queries.board import BoardFilter, list_relationships
from projections.read_models.relationship_board import RELATIONSHIP_BOARD
from projections.runner import Runner
from tests.kit.relationships import START, Life, accepted, active, contracting, held, met, offered

EVENTS: Final = 25
"""Events in the log for each relationship on the board."""

NOW: Final[datetime] = START + timedelta(days=60)
SIZE: Final = 500
"""Relationships in a cycle."""


def fill(url: str, relationships: int) -> int:
    """Put so many relationships on the board of a log that has none; return how many cycles they fill."""
    with PostgresEventStore(url) as store:
        with psycopg.connect(url) as connection:
            place = {"projection": RELATIONSHIP_BOARD.name, "position": store.head().position}
            connection.execute(statement("stand_at"), place)
        for number, life in enumerate(_lives()):
            stream = f"relationship-{uuid5(NAMESPACE_OID, str(number))}"
            metadata = Metadata(actor=ENGINE, correlation_id=stream, causation_id=stream)
            events = [
                encode(event, stream=stream, cause="life", index=i, metadata=metadata, occurred_at=START)
                for i, event in enumerate(life.events)
            ]
            store.append(stream, events, expected=Expected.NO_STREAM)
    Runner(url, [RELATIONSHIP_BOARD]).catch_up()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement("clone_cards"), {"relationships": relationships})
        connection.execute("VACUUM (ANALYZE) read.relationship_board")
    return max(relationships // SIZE, 1)


def ask(connection: Connection, cycle: int) -> int:
    """Ask for the first page of a cycle's relationships, as an operator does; return how many came."""
    return len(list_relationships(connection, BoardFilter(cycle=f"cycle-{cycle}"), now=NOW, limit=100))


def _lives() -> list[Life]:
    return [offered(), accepted(), met(), contracting(), active(), held(active(), 20, 34, 48)]

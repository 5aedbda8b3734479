"""Both keepers of the log keep its promises."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest

from eventstore.api import EventStore
from eventstore.memory import InMemoryEventStore
from eventstore.postgres import PostgresEventStore
from eventstore.testing import EventStoreContract


class TestInMemory(EventStoreContract):
    """The log in memory."""

    @pytest.fixture
    def store(self) -> EventStore:
        """An empty log by a clock that ticks each time it is read."""
        begin = datetime(2026, 1, 1, tzinfo=UTC)
        ticks = itertools.count()
        return InMemoryEventStore(lambda: begin + timedelta(seconds=next(ticks)))


class TestPostgres(EventStoreContract):
    """The log in PostgreSQL."""

    @pytest.fixture
    def store(self, postgres_store: PostgresEventStore) -> EventStore:
        """An empty log in a new database."""
        return postgres_store

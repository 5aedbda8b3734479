"""A pool that has no connection to give."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import psycopg
import pytest
from psycopg_pool import PoolTimeout

from eventstore.pool import LogConnection, open_pool
from eventstore.testing import LATE


def test_only_one_asks_the_server_what_is_wrong(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever finds the pool empty meanwhile hears so at once: a server that is full must not get fuller."""
    asking, answered = Event(), Event()

    def refuse(_conninfo: str) -> LogConnection:
        """Be full, and slow to say so."""
        assert not asking.is_set(), "asked twice"
        asking.set()
        answered.wait(LATE.total_seconds())
        message = "sorry, too many clients already"
        raise psycopg.OperationalError(message)

    pool = open_pool(database, role="mentoring_writer", max_size=1, timeout=timedelta(milliseconds=10))
    with pool, pool.connection(LATE.total_seconds()), ThreadPoolExecutor(1) as other:
        monkeypatch.setattr(LogConnection, "connect", refuse)
        first = other.submit(pool.getconn)
        assert asking.wait(LATE.total_seconds())
        try:
            with pytest.raises(PoolTimeout):
                pool.getconn()
        finally:
            answered.set()
        with pytest.raises(psycopg.OperationalError, match="too many clients"):
            first.result()

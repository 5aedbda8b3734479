"""Connections of the read side."""

from projections.connection import connect

TAKE = "SELECT pg_try_advisory_lock(1, 1)"


def test_whoever_comes_next_meets_no_lock_of_a_closed_connection(database: str) -> None:
    """A closed connection has given its locks back, again and again."""
    for _ in range(200):
        with connect(database) as connection:
            assert connection.execute(TAKE).fetchone() == (True,)

"""The peer: the library `eventsourcing`, in PostgreSQL, through its public recorders."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict

NAME: Final = "eventsourcing"
VERSION: Final = "9.5.6"
TOPIC: Final = "benchmarks.peer_application:Account.Noted"


@contextmanager
def recorder(
    url: str, *, enable_db_functions: bool = False, connections: int = 1
) -> Iterator[PostgresApplicationRecorder]:
    """Open the library's application recorder on a database."""
    given = conninfo_to_dict(url)
    datastore = PostgresDatastore(
        dbname=str(given["dbname"]),
        host=str(given["host"]),
        port=str(given["port"]),
        user=str(given["user"]),
        password="",
        pool_size=connections,
        enable_db_functions=enable_db_functions,
    )
    with datastore:
        yield PostgresApplicationRecorder(datastore)


def create(url: str) -> None:
    """Create the library's tables and functions in a database."""
    with recorder(url) as fresh:
        fresh.create_table()


def environment(url: str) -> dict[str, str]:
    """Return the settings with which the library's applications find a database."""
    given = conninfo_to_dict(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(given["dbname"]),
        "POSTGRES_HOST": str(given["host"]),
        "POSTGRES_PORT": str(given["port"]),
        "POSTGRES_USER": str(given["user"]),
        "POSTGRES_PASSWORD": "",
    }

"""The engine's pieces, for the length of a command."""

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from domain.errors import MentoringError

if TYPE_CHECKING:
    from bootstrap.container import Container
    from projections.connection import Connection


class EmbeddedPostgresStopped(MentoringError):
    """No embedded PostgreSQL runs under {directory}.

    Start the engines with `mentoring up`, or set DATABASE_URL to a PostgreSQL that runs.
    """


@contextmanager
def engine() -> Iterator["Container"]:
    """Wire the engine with the settings of the environment.

    Raises:
        InvalidSettings: the settings cannot be used.
    """
    from bootstrap.container import Container

    container = Container()
    driver = logging.getLogger("psycopg")
    before = driver.level
    # Its warnings are our errors, said twice, or what it could not roll back when somebody pressed Ctrl-C.
    driver.setLevel(logging.ERROR)
    try:
        yield container
    finally:
        container.close()
        driver.setLevel(before)


def log_warnings(container: "Container") -> None:
    """Have what the engine logs meanwhile go to standard error: warnings and worse."""
    from bootstrap.logging import configure

    configure("warning", container.settings.log_format)


@contextmanager
def database() -> Iterator["Container"]:
    """Wire the engine for a command that needs the database to be there, and starts nothing.

    Raises:
        EmbeddedPostgresStopped: the embedded one is meant, but does not run.
    """
    with engine() as container:
        if container.settings.database_url is None and not container.embedded_postgres.is_running():
            raise EmbeddedPostgresStopped(directory=container.settings.postgres_directory)
        yield container


@contextmanager
def reading() -> Iterator[tuple["Container", "Connection"]]:
    """Wire the engine for a command that asks the read models.

    Raises:
        EmbeddedPostgresStopped: the embedded one is meant, but does not run.
        StoreUnreachable: the database does not answer.
    """
    from eventstore.translation import translated

    with database() as container, translated(), closing(container.read_connection()) as connection:
        yield container, connection

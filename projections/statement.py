"""SQL lives in files; this is how the code gets at it."""

from functools import cache
from importlib.resources import files
from typing import Any

from psycopg.rows import dict_row

from projections.connection import Connection


@cache
def statement(name: str) -> bytes:
    """Return the statement in ``projections/sql/queries/<name>.sql``."""
    return (files("projections") / "sql" / "queries" / f"{name}.sql").read_bytes()


def ask(connection: Connection, name: str, **parameters: object) -> list[dict[str, Any]]:
    """Run a named statement and return its rows by column name.

    Never prepared: a plan that fits every combination of optional filters would be good for none.
    """
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement(name), parameters, prepare=False).fetchall()

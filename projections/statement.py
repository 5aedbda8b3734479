"""SQL lives in files; this is how the code gets at it."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> bytes:
    """Return the statement in ``projections/sql/queries/<name>.sql``."""
    return (files("projections") / "sql" / "queries" / f"{name}.sql").read_bytes()

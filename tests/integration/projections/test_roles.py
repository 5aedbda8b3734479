"""Only the projector writes read models, and it can do no more than that."""

from typing import Final

import psycopg
import pytest

WRITING: Final = (
    "INSERT INTO read.people SELECT * FROM read.people",
    "UPDATE read.people SET version = 1",
    "DELETE FROM read.people",
    "TRUNCATE read.people",
    "COPY read.people FROM STDIN",
    "UPDATE projections.checkpoint SET position = 0",
    "DELETE FROM projections.parked",
    "SELECT projections.begin_shadow('{people}')",
    "SELECT projections.swap_shadow('{people}')",
    "SELECT projections.drop_shadow('{people}')",
    "CREATE TABLE read.other ()",
    "CREATE TABLE shadow.other ()",
)

MORE: Final = (
    "TRUNCATE read.people",
    "DROP TABLE read.people",
    "ALTER TABLE read.people ADD COLUMN x int",
    "CREATE TABLE read.other ()",
    "CREATE TABLE shadow.other ()",
    "INSERT INTO log.event SELECT * FROM log.event",
    "COPY log.event FROM STDIN",
    "TRUNCATE log.event",
    "ALTER TABLE log.event DISABLE TRIGGER ALL",
)


def allowed(database: str, role: str, statements: tuple[str, ...]) -> list[str]:
    """Return which statements a role is not refused."""
    passed = []
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(f"SET ROLE {role}".encode())
        for statement in statements:
            try:
                connection.execute(statement.encode())
            except psycopg.errors.InsufficientPrivilege:
                continue
            passed.append(statement)
    return passed


@pytest.mark.parametrize(
    "role", ["mentoring_writer", "mentoring_reader", "mentoring_auditor", "mentoring_custodian"]
)
def test_nobody_else_writes_read_models(database: str, role: str) -> None:
    """Neither rows nor checkpoints, nor by way of a rebuild."""
    assert allowed(database, role, WRITING) == []


def test_the_projector_writes_rows_and_nothing_else(database: str) -> None:
    """It changes no table but through the functions of a rebuild, and nothing at all in the log."""
    assert allowed(database, "mentoring_projector", MORE) == []
    assert allowed(database, "mentoring_projector", ("DELETE FROM read.people",))

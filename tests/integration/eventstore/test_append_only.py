"""What was recorded stays, and only `log.append` records."""

from collections.abc import Iterator
from typing import Final, get_args

import psycopg
import pytest

from eventstore.errors import AppendOnlyViolation, StoreFailed
from eventstore.pool import Role, conninfo_as
from eventstore.postgres import PostgresEventStore
from eventstore.testing import new_event, new_events
from eventstore.translation import translated

ROLES: Final = get_args(Role)

INSERT: Final = """
    INSERT INTO log.event (position, version, occurred_at, recorded_at, event_id, schema_version, stream,
                           type, leaf_hash, correlation_id, data, metadata)
    SELECT position + 1, version + 1, occurred_at, recorded_at, gen_random_uuid(), 1, stream, type, leaf_hash,
           correlation_id, data, metadata
    FROM log.event
"""

APPEND: Final = """
    SELECT log.append(ARRAY['a-1'], '{-1}', '{1}', ARRAY[gen_random_uuid()], ARRAY['a.b'], '{1}', ARRAY['{}'],
                      ARRAY['{"correlation_id":"x"}'], ARRAY[now()])
"""

CHANGES: Final = {
    "update": "UPDATE log.event SET occurred_at = now()",
    "update of nothing": "UPDATE log.event SET occurred_at = now() WHERE false",
    "delete": "DELETE FROM log.event",
    "truncate": "TRUNCATE log.event CASCADE",
    "merge": "MERGE INTO log.event e USING log.head h ON e.position = h.position WHEN MATCHED THEN DELETE",
}

OTHER_WAYS: Final = {
    "insert": INSERT,
    "copy": "COPY log.event FROM PROGRAM 'echo'",
    "copy from the client": "COPY log.event (position) FROM STDIN",
    "disable the trigger": "ALTER TABLE log.event DISABLE TRIGGER event_is_append_only",
    "drop the trigger": "DROP TRIGGER event_is_append_only ON log.event",
    "replace the guard": "CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE sql AS ''",
    "drop the table": "DROP TABLE log.event CASCADE",
    "add a rule": "CREATE RULE r AS ON INSERT TO log.event DO INSTEAD NOTHING",
    "add a column": "ALTER TABLE log.event ADD COLUMN x int",
    "skip triggers": "SET session_replication_role = replica",
    "become the owner": "SET ROLE mentoring_owner",
    "create beside it": "CREATE TABLE log.other ()",
}


@pytest.fixture
def filled(postgres_store: PostgresEventStore, database: str) -> Iterator[str]:
    """The URL of a database whose log holds one event, and still does after the test."""
    postgres_store.append("a-1", new_events("x"), expected=0)
    before = postgres_store.read()
    yield database
    assert postgres_store.read() == before


@pytest.fixture
def application(filled: str) -> Iterator[str]:
    """The same, for a login that is a member of the application's roles and nothing more."""
    with psycopg.connect(filled, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS application")
        connection.execute(f"CREATE ROLE application LOGIN IN ROLE {', '.join(ROLES)}")
        yield filled.replace("//postgres@", "//application@")
        connection.execute("DROP ROLE application")


def _refused(connection: psycopg.Connection, statement: str) -> bool:
    try:
        connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege:
        return True
    return False


@pytest.mark.parametrize("role", ROLES)
def test_no_role_gets_around_append(application: str, role: Role) -> None:
    """No role of the application changes, removes or adds events, nor lifts what forbids it."""
    ways = CHANGES | OTHER_WAYS
    with psycopg.connect(conninfo_as(application, role), autocommit=True) as connection:
        assert [way for way, statement in ways.items() if not _refused(connection, statement)] == []


@pytest.mark.parametrize("replication_role", ["origin", "replica"])
def test_not_even_a_superuser(filled: str, replication_role: str) -> None:
    """A superuser who tries to change the log is refused, also where ordinary triggers are skipped."""
    with psycopg.connect(filled, autocommit=True) as connection:
        connection.execute(f"SET session_replication_role = {replication_role}")
        for change in CHANGES.values():
            with pytest.raises(AppendOnlyViolation, match="append-only"), translated():
                connection.execute(change)


@pytest.mark.parametrize("role", ["mentoring_reader", "mentoring_projector", "mentoring_auditor"])
def test_readers_do_not_append(filled: str, role: Role) -> None:
    """Who may only read can read, and is refused when appending."""
    with PostgresEventStore(filled, role=role) as store:
        assert store.head().position == 1
        with pytest.raises(StoreFailed, match="permission denied for function append"):
            store.append("a-1", [new_event("y")], expected=1)


def test_keeper_of_keys_does_not_read(filled: str) -> None:
    """Who keeps the keys does not see what they open."""
    custodian = PostgresEventStore(filled, role="mentoring_custodian")
    with custodian as store, pytest.raises(StoreFailed, match="permission denied"):
        store.read()


def test_importer_only_adds(application: str) -> None:
    """The role for histories from elsewhere adds rows and reads them; it changes and removes none."""
    allowed = {"insert", "copy from the client"}
    with psycopg.connect(application.replace("//application@", "//postgres@"), autocommit=True) as connection:
        connection.execute("GRANT mentoring_importer TO application")
    with psycopg.connect(conninfo_as(application, "mentoring_importer"), autocommit=True) as connection:
        ways = {way: statement for way, statement in (CHANGES | OTHER_WAYS).items() if way not in allowed}
        assert [way for way, statement in ways.items() if not _refused(connection, statement)] == []
        assert _refused(connection, APPEND)


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
def test_only_read_committed(filled: str, level: str) -> None:
    """An append under an isolation whose snapshot is older than the lock is refused."""
    with psycopg.connect(filled, autocommit=True) as connection:
        connection.execute(f"SET default_transaction_isolation = '{level}'")
        with pytest.raises(StoreFailed, match="needs READ COMMITTED"), translated():
            connection.execute(APPEND)


@pytest.mark.parametrize(
    ("expected", "starts", "said"),
    [
        ("{-1}", "{2}", "belong to no write"),
        ("{-1}", "{1,2}", "belong to no write"),
        ("{-1}", "{0}", "has no events"),
        ("{-1}", "{3}", "has no events"),
        ("{-1}", "{NULL}", "has no events"),
        ("{-1,-1}", "{1}", "has no events"),
        ("{-1,-1}", "{1,1}", "has no events"),
        ("{-1,-1}", "{1,4}", "has no events"),
        ("{-1,-1,-1}", "{1,3,2}", "has no events"),
        ("{-1,-1,-1}", "{1,NULL,2}", "has no events"),
        ("{NULL}", "{1}", "expects no version"),
    ],
)
def test_writes_that_do_not_divide_their_events(filled: str, expected: str, starts: str, said: str) -> None:
    """Whoever may call the function, and no more, can neither leave a gap nor leave an event out."""
    append = """
        SELECT log.append((ARRAY['a-1', 'a-2', 'a-3'])[:cardinality(%s::bigint[])], %s, %s,
                          ARRAY[gen_random_uuid(), gen_random_uuid()], '{a.b,a.b}', '{1,1}', '{"{}","{}"}',
                          array_fill('{"correlation_id":"x"}'::text, '{2}'), ARRAY[now(), now()])
    """
    with (
        psycopg.connect(filled, autocommit=True) as connection,
        pytest.raises(StoreFailed, match=said),
        translated(),
    ):
        connection.execute(append, [expected, expected, starts])


def test_names_that_the_leaf_could_not_hold(filled: str) -> None:
    """A name that JSON would escape does not get into the log, whoever calls the function."""
    with psycopg.connect(filled, autocommit=True) as connection:
        for call in (APPEND.replace("a-1", 'a-"'), APPEND.replace("a.b", "a.b\\\\")):
            with pytest.raises(StoreFailed, match="more than letters"), translated():
                connection.execute(call)

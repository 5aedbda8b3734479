"""What only the vault in PostgreSQL can show: roles, processes, damage, outages."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Final

import psycopg
import pytest
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict

from bootstrap.embedded_postgres import EmbeddedPostgres
from domain.sealed import Sealed
from eventstore.pool import Role, conninfo_as, open_pool
from tests.kit.looking import WITHIN
from tests.kit.vault import MASTER
from vault.api import Erased
from vault.errors import KeyDamaged, MasterKeyWrong, VaultUnreachable
from vault.master import MasterKey
from vault.postgres import PostgresVault

ROLES: Final[Sequence[Role]] = (
    "mentoring_writer",
    "mentoring_reader",
    "mentoring_projector",
    "mentoring_auditor",
    "mentoring_custodian",
)

OPEN_ELSEWHERE = """
import sys
from domain.sealed import Sealed
from eventstore.pool import open_pool
from tests.kit.looking import WITHIN
from tests.kit.vault import MASTER
from vault.postgres import PostgresVault
with open_pool(sys.argv[1], role="mentoring_custodian", max_size=1, timeout=WITHIN) as pool:
    print(PostgresVault(pool, MASTER).open(Sealed.model_validate_json(sys.argv[2])))
"""


def opened_elsewhere(database: str, sealed: Sealed) -> str:
    """Return what a new process reads."""
    argv = [sys.executable, "-c", OPEN_ELSEWHERE, database, sealed.model_dump_json()]
    return subprocess.run(argv, check=True, capture_output=True, text=True).stdout.strip()


def sealed_name(vault: PostgresVault, person: str = "person-1") -> Sealed:
    """Seal somebody's name for the examples."""
    return vault.seal(person, "Anna Lindqvist", command_id="c", field="name")


def test_another_process_reads_until_the_erasure_and_never_after(
    database: str, postgres_vault: PostgresVault
) -> None:
    """Keys are shared through the database, and an erasure in one process is at once one in all others."""
    sealed = sealed_name(postgres_vault)
    assert opened_elsewhere(database, sealed) == "Anna Lindqvist"
    postgres_vault.erase("person-1")
    assert opened_elsewhere(database, sealed) == "[erased]"


def test_an_open_vault_notices_an_erasure_made_through_another(
    database: str, postgres_vault: PostgresVault
) -> None:
    """No vault remembers a key: the next reading after an erasure elsewhere is erased."""
    sealed = sealed_name(postgres_vault)
    assert postgres_vault.open(sealed) == "Anna Lindqvist"
    with open_pool(database, role="mentoring_custodian", max_size=1, timeout=WITHIN) as pool:
        PostgresVault(pool, MASTER).erase("person-1")
    assert postgres_vault.open(sealed) == Erased("person-1")


def test_another_master_key_neither_reads_nor_adds(database: str, postgres_vault: PostgresVault) -> None:
    """With a wrong master key nothing opens and no key is added, and the refusal names both fingerprints."""
    sealed = sealed_name(postgres_vault)
    other = MasterKey.generate()
    message = f"master key {MASTER.fingerprint}, but this process has {other.fingerprint}"
    with open_pool(database, role="mentoring_custodian", max_size=1, timeout=WITHIN) as pool:
        wrong = PostgresVault(pool, other)
        with pytest.raises(MasterKeyWrong, match=message):
            wrong.open(sealed)
        with pytest.raises(MasterKeyWrong, match=message):
            wrong.ensure_keys(["person-2"])
    assert sealed_name(postgres_vault, "person-2").person == "person-2"


def test_a_key_changed_in_the_database_is_noticed(database: str, postgres_vault: PostgresVault) -> None:
    """A wrapped key that a superuser changed does not unwrap, and is not taken for an erasure."""
    sealed = sealed_name(postgres_vault)
    with psycopg.connect(database) as connection:
        connection.execute("ALTER TABLE vault.key DISABLE TRIGGER USER")
        connection.execute(
            "UPDATE vault.key SET wrapped = set_byte(wrapped, 20, 255 - get_byte(wrapped, 20))"
        )
    with pytest.raises(KeyDamaged, match="person-1"):
        postgres_vault.open(sealed)


def permitted(database: str, roles: Sequence[Role], statements: Sequence[str]) -> list[tuple[Role, str]]:
    """Return which of the statements which of the roles may run."""
    done = []
    for role in roles:
        with psycopg.connect(conninfo_as(database, role), autocommit=True) as connection:
            for statement in statements:
                with suppress(errors.InsufficientPrivilege):
                    connection.execute(statement)
                    done.append((role, statement))
    return done


def test_no_role_of_the_application_touches_the_table(database: str) -> None:
    """Even the custodian reaches keys through the three functions only."""
    statements = [
        "SELECT * FROM vault.key",
        "INSERT INTO vault.key (person, key_id, destroyed_at) VALUES ('p', gen_random_uuid(), now())",
        "UPDATE vault.key SET wrapped = NULL, destroyed_at = now()",
        "DELETE FROM vault.key",
        "TRUNCATE vault.key",
        "COPY vault.key TO STDOUT",
        "ALTER TABLE vault.key DISABLE TRIGGER ALL",
    ]
    assert permitted(database, ROLES, statements) == []


def test_only_the_custodian_calls_the_functions(database: str) -> None:
    """Whoever writes, reads, projects or audits the log can neither read a key nor destroy one."""
    calls = [
        "SELECT vault.find_keys(ARRAY['person-1'])",
        "SELECT vault.ensure_keys('{}', '{}', '{}', '')",
        "SELECT vault.destroy_key('person-1', gen_random_uuid())",
    ]
    assert permitted(database, ROLES, calls) == [("mentoring_custodian", call) for call in calls]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vault.key SET wrapped = '\\x00', destroyed_at = NULL WHERE person = 'erased'",
        "UPDATE vault.key SET destroyed_at = now() WHERE person = 'erased'",
        "UPDATE vault.key SET wrapped = '\\x00' WHERE person = 'known'",
        "DELETE FROM vault.key WHERE person = 'erased'",
        "TRUNCATE vault.key",
    ],
)
def test_not_even_the_owner_takes_an_erasure_back(
    database: str, postgres_vault: PostgresVault, statement: str
) -> None:
    """The table lets a key be destroyed and refuses everything else, also under replication's settings."""
    postgres_vault.ensure_keys(["known"])
    postgres_vault.erase("erased")
    with psycopg.connect(database) as connection:
        connection.execute("SET session_replication_role = replica")
        with pytest.raises(
            errors.DatabaseError, match=r"a key can be destroyed, and nothing else"
        ) as refusal:
            connection.execute(statement)
    assert refusal.value.sqlstate == "MV001"


def test_a_dump_holds_neither_text_nor_key(database: str, postgres_vault: PostgresVault) -> None:
    """What the database holds about a sealed text is unreadable without the master key."""
    sealed = sealed_name(postgres_vault)
    with psycopg.connect(database) as connection:
        [(row,)] = connection.execute("SELECT key::text FROM vault.key AS key").fetchall()
    assert "Lindqvist" not in row
    assert MASTER.text() not in row
    assert sealed.box not in row


def test_the_vault_outlives_its_connections(
    postgres: EmbeddedPostgres, database: str, postgres_vault: PostgresVault
) -> None:
    """Connections that died with their server are replaced within the call that meets them."""
    sealed = sealed_name(postgres_vault)
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        name = conninfo_to_dict(database)["dbname"]
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
    assert postgres_vault.open(sealed) == "Anna Lindqvist"


def test_a_vault_that_is_out_of_reach_says_so() -> None:
    """Where no database answers, the refusal says what to check."""
    nowhere = "postgresql://nobody@127.0.0.1:1/nothing"
    with open_pool(
        nowhere, role="mentoring_custodian", max_size=1, timeout=timedelta(milliseconds=50)
    ) as pool:
        vault = PostgresVault(pool, MASTER)
        with pytest.raises(VaultUnreachable, match="Check that PostgreSQL runs"):
            vault.ensure_keys(["person-1"])

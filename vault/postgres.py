"""The vault in PostgreSQL: schema `vault`, reached through three functions by one role."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool, PoolTimeout

from vault.api import KeyDestroyed
from vault.box import DataKey
from vault.errors import KeyDamaged, MasterKeyWrong, VaultUnreachable
from vault.keyed import Key, KeyedVault
from vault.master import MasterKey

_FIND = "SELECT person, key_id, wrapped, master FROM vault.find_keys(%b)"
_ENSURE = "SELECT vault.ensure_keys(%b, %b, %b, %b)"
_DESTROY = "SELECT vault.destroy_key(%b, %b)"


class PostgresVault(KeyedVault):
    """Keeps one wrapped key for each person; the master key that unwraps them stays in this process.

    PostgreSQL leaves a deleted row's bytes in its files and its write-ahead log until vacuum and
    recycling pass over them, and in backups. They stay unreadable without the master key; backups of
    this schema should nevertheless be kept for a short time only, and apart from the others.

    Args:
        pool: Connections that act as the role `mentoring_custodian`.
        master: Wraps every key; the same one for the whole life of the schema.
    """

    def __init__(self, pool: ConnectionPool[Any], master: MasterKey) -> None:
        self._pool = pool
        self._master = master

    def ensure_keys(self, persons: Collection[str]) -> None:
        """Give a key to each person who has none; the erased keep none."""
        fresh = [DataKey.generate(person) for person in sorted(set(persons))]
        with self._connection() as connection:
            row = connection.execute(
                _ENSURE,
                (
                    [key.person for key in fresh],
                    [UUID(key.key_id) for key in fresh],
                    [self._master.wrap(key.secret, _context(key.person, key.key_id)) for key in fresh],
                    self._master.fingerprint,
                ),
            ).fetchone()
        if row is not None and row[0] != self._master.fingerprint:
            raise MasterKeyWrong(expected=row[0], actual=self._master.fingerprint)

    def erase(self, person: str) -> KeyDestroyed:
        """Destroy a person's key for good."""
        with self._connection() as connection:
            row = connection.execute(_DESTROY, (person, UUID(DataKey.generate(person).key_id))).fetchone()
        assert row is not None  # noqa: S101 - a scalar function returns exactly one row
        return KeyDestroyed(person, str(row[0]))

    def _find(self, persons: Collection[str]) -> Mapping[str, Key]:
        with self._connection() as connection:
            rows = connection.execute(_FIND, (list(persons),)).fetchall()
        return {row[0]: self._key(row[0], str(row[1]), row[2], row[3]) for row in rows}

    def _key(self, person: str, key_id: str, wrapped: bytes | None, master: str | None) -> Key:
        if wrapped is None:
            return KeyDestroyed(person, key_id)
        secret = self._master.unwrap(wrapped, _context(person, key_id))
        if secret is None and master != self._master.fingerprint:
            raise MasterKeyWrong(expected=master, actual=self._master.fingerprint)
        if secret is None:
            raise KeyDamaged(person=person)
        return DataKey(person, key_id, secret)

    @contextmanager
    def _connection(self) -> Iterator[Connection[Any]]:
        try:
            with self._pool.connection() as connection:
                yield connection
        except (OperationalError, PoolTimeout) as error:
            raise VaultUnreachable(cause=str(error).strip()) from error


def _context(person: str, key_id: str) -> str:
    return f"{person} {key_id}"

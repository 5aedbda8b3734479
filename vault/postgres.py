"""The vault in PostgreSQL: schema `vault`, reached through three functions by one role."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

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
        pool: Autocommitting connections that act as the role `mentoring_custodian`.
        master: Wraps every key; the same one for the whole life of the schema.
    """

    def __init__(self, pool: ConnectionPool[Any], master: MasterKey) -> None:
        self._pool = pool
        self._master = master

    def ensure_keys(self, persons: Collection[str]) -> None:
        """Give a key to each person who has none; the erased keep none."""
        fresh = [DataKey.generate(person) for person in sorted(set(persons))]
        names = [key.person for key in fresh]
        ids = [UUID(key.key_id) for key in fresh]
        wrapped = [self._master.wrap(key.secret, _owner(key.person, key.key_id)) for key in fresh]
        [(in_use,)] = self._call(_ENSURE, names, ids, wrapped, self._master.fingerprint)
        if in_use != self._master.fingerprint:
            raise MasterKeyWrong(expected=in_use, actual=self._master.fingerprint)

    def erase(self, person: str) -> KeyDestroyed:
        """Destroy a person's key for good."""
        [(key_id,)] = self._call(_DESTROY, person, UUID(DataKey.generate(person).key_id))
        return KeyDestroyed(person, str(key_id))

    def _find(self, persons: Collection[str]) -> Mapping[str, Key]:
        rows = self._call(_FIND, list(persons))
        return {person: self._key(person, str(key_id), *rest) for person, key_id, *rest in rows}

    def _key(self, person: str, key_id: str, wrapped: bytes | None, master: str | None) -> Key:
        if wrapped is None:
            return KeyDestroyed(person, key_id)
        secret = self._master.unwrap(wrapped, _owner(person, key_id))
        if secret is None and master != self._master.fingerprint:
            raise MasterKeyWrong(expected=master, actual=self._master.fingerprint)
        if secret is None:
            raise KeyDamaged(person=person)
        return DataKey(person, key_id, secret)

    def _call(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        try:
            with self._pool.connection() as connection:
                try:
                    return _rows(connection, query, parameters)
                except psycopg.OperationalError:
                    if not connection.broken:
                        raise
            # The database went away and came back. Every call may be made twice, so try a fresh connection.
            self._pool.check()
            with self._pool.connection() as connection:
                return _rows(connection, query, parameters)
        except (psycopg.OperationalError, PoolClosed, PoolTimeout) as error:
            raise VaultUnreachable(cause=str(error).strip()) from error


def _rows(connection: psycopg.Connection, query: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
    return connection.execute(query, parameters).fetchall()


def _owner(person: str, key_id: str) -> str:
    return f"{person} {key_id}"

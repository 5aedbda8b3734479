"""The one place where the driver's exceptions become the store's."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psycopg
from psycopg import errors

from eventstore.batch import in_words
from eventstore.errors import (
    AppendOnlyViolation,
    EventIdReused,
    RoleMissing,
    SchemaMissing,
    StoreBusy,
    StoreError,
    StoreFailed,
    StoreUnreachable,
    VersionConflict,
)

UNDEFINED: Final = (errors.UndefinedTable, errors.UndefinedFunction, errors.InvalidSchemaName)
"""What a database that was not migrated says."""

NOT_GRANTED: Final = re.compile(r'permission denied to set role "(\w+)"')
"""What the server says to a login that lacks its role; while connecting there is no SQLSTATE to go by."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn every exception of the driver that leaves the block into a `StoreError`."""
    try:
        yield
    except psycopg.Error as error:
        raise translate(error) from error


def translate(error: psycopg.Error) -> StoreError:
    """Return what an exception of the driver means to whoever uses the store.

    The functions of the log raise SQLSTATEs of their own (class ML) with the facts as JSON in the detail.
    """
    facts = error.diag.message_detail
    match error.sqlstate:
        case "ML001":
            conflict = json.loads(facts or "{}")
            return VersionConflict(**conflict | {"expected": in_words(conflict["expected"])})
        case "ML002":
            return EventIdReused.by(**json.loads(facts or "{}"))
        case "ML003":
            return AppendOnlyViolation(cause=error.diag.message_primary)
    return _of_the_server(error)


def _of_the_server(error: psycopg.Error) -> StoreError:
    if isinstance(error, UNDEFINED):
        return SchemaMissing(cause=error.diag.message_primary)
    if isinstance(error, errors.LockNotAvailable):
        return StoreBusy(cause=error.diag.message_primary)
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return _unreachable(str(error).strip())
    return StoreFailed(sqlstate=error.sqlstate, cause=error)


def _unreachable(cause: str) -> StoreUnreachable:
    denied = NOT_GRANTED.search(cause)
    return RoleMissing(role=denied[1]) if denied else StoreUnreachable(cause=cause)

"""A vault in a database of its own."""

from collections.abc import Iterator

import pytest

from eventstore.pool import open_pool
from tests.kit.looking import WITHIN
from vault.master import MasterKey
from vault.postgres import PostgresVault

MASTER = MasterKey(bytes(range(32)))
"""The master key of every vault in the tests, so that a second process can open what a first one sealed."""


@pytest.fixture
def postgres_vault(database: str) -> Iterator[PostgresVault]:
    """A vault in a new database."""
    with open_pool(database, role="mentoring_custodian", max_size=4, timeout=WITHIN) as pool:
        yield PostgresVault(pool, MASTER)

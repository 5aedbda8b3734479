"""Which tests stay together when several processes share them."""

from typing import Final

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

REHEARSALS: Final = ("tests/integration/rehearsal/", "tests/integration/docs/test_documents_in_use.py")
"""They share a rehearsal, or run one that is to be undisturbed; and they wait more than they compute."""


def together(nodeid: str) -> str:
    """Return what a test must not be separated from: all rehearsals, or the tests of its file."""
    return "rehearsals" if nodeid.startswith(REHEARSALS) else nodeid.partition("::")[0]


class Together(LoadScopeScheduling):
    """Gives tests to processes; what belongs together goes to one."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Keep together what belongs together."""
    return Together(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let the rehearsals begin first, because they take longest; only where processes share the tests."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: together(item.nodeid) != "rehearsals")

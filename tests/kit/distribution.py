"""Which tests stay together when several processes share them."""

from typing import Final

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

REHEARSALS: Final = ("tests/integration/rehearsal/", "tests/integration/docs/test_documents_in_use.py")
"""They share a rehearsal, or run one that is to be undisturbed; and they wait more than they compute."""


LONG: Final = (
    *REHEARSALS,
    "tests/integration/crash/",
    "tests/integration/eventstore/test_crashes.py",
    "tests/integration/eventstore/test_state_machine.py",
)
"""What takes a minute where nothing else runs, and may take ten where much does."""

ALLOWED: Final = 1800
"""Seconds that each of them may take before it counts as one that hangs."""


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
    """Allow long tests their time, and let the rehearsals, which take longest, begin first if shared out."""
    for item in items:
        if item.nodeid.startswith(LONG):
            item.add_marker(pytest.mark.timeout(ALLOWED))
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: together(item.nodeid) != "rehearsals")

"""Which tests stay together when several processes share them."""

from typing import Final

import pytest

REHEARSALS: Final = "rehearsals"
"""They share a rehearsal, or run one that is to be undisturbed; and they wait more than they compute."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of a file together, and all rehearsals, which begin first because they take longest."""
    if not hasattr(config, "workerinput"):
        return  # one process runs all
    items.sort(key=lambda item: not _rehearses(item))
    for item in items:
        group = REHEARSALS if _rehearses(item) else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))


def _rehearses(item: pytest.Item) -> bool:
    return "rehearsed" in getattr(item, "fixturenames", ()) or "integration/rehearsal/" in item.nodeid

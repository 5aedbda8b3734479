"""Which tests are traced for coverage: those that say what the domain and the event store promise.

A tracer doubles the time of whatever Python computes, and only these two packages have to be covered. What
other tests set up is traced nevertheless.
"""

from typing import Final

import pytest

TRACED: Final = (
    "tests/contract/",
    "tests/integration/eventstore/",
    "tests/unit/activities/",
    "tests/unit/application/",
    "tests/unit/cycle/",
    "tests/unit/eventstore/",
    "tests/unit/foundation/",
    "tests/unit/lesson/",
    "tests/unit/match_run/",
    "tests/unit/person/",
    "tests/unit/programme/",
    "tests/unit/relationship/",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the other tests untraced."""
    for item in items:
        if not item.nodeid.startswith(TRACED):
            item.add_marker(pytest.mark.no_cover)

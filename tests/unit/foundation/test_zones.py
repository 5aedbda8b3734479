from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.zones import zone_of


def test_a_zone_is_found_by_its_name() -> None:
    """An IANA name gives its zone."""
    assert zone_of("Europe/Berlin") == ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    "name", [None, "", "Mars/Olympus", "Europe", "../../etc/passwd", "/etc/passwd", "a\0b", "x" * 5_000]
)
def test_a_name_of_no_zone_is_no_zone(name: str | None) -> None:
    """Nothing, an invention, a continent, a path: each is a missing fact and stops nobody."""
    assert zone_of(name) is None


@given(st.text(max_size=40))
def test_whatever_a_zone_is_called_there_is_an_answer(name: str) -> None:
    """No name raises."""
    zone = zone_of(name)
    assert zone is None or zone.key == name

from collections.abc import Mapping
from typing import Any, ClassVar

import pytest

from domain.event import Event
from domain.registry import DuplicateEventType, MissingUpcaster, Registry, UnknownEvent


class PlaceBooked(Event):
    """A place, third version: a city and a whole number of seats."""

    type: ClassVar[str] = "test.place_booked"
    schema_version: ClassVar[int] = 3

    city: str
    seats: int


class SamePlaceBooked(Event):
    """Another class that claims the same name."""

    type: ClassVar[str] = "test.place_booked"


def city_from_town(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Version 1 said town."""
    return {"city": data["town"]}


def one_seat(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Version 2 always meant one seat."""
    return {**data, "seats": 1}


UPCASTERS = {("test.place_booked", 1): city_from_town, ("test.place_booked", 2): one_seat}
REGISTRY = Registry([PlaceBooked], UPCASTERS)


@pytest.mark.parametrize(
    ("version", "data"),
    [(1, {"town": "York"}), (2, {"city": "York"}), (3, {"city": "York", "seats": 1})],
)
def test_every_version_is_read_as_the_current_one(version: int, data: dict[str, Any]) -> None:
    """Upcasters are chained from the stored version to the current one, and leave the stored data alone."""
    before = dict(data)
    assert REGISTRY.decode("test.place_booked", version, data) == PlaceBooked(city="York", seats=1)
    assert data == before


def test_a_later_version_adds_fields_that_an_older_reader_leaves_out() -> None:
    """Fields that this version does not know are ignored within it."""
    data = {"city": "York", "seats": 1, "colour": "blue"}
    assert REGISTRY.decode("test.place_booked", 3, data) == PlaceBooked(city="York", seats=1)


@pytest.mark.parametrize(("name", "version"), [("test.place_booked", 4), ("test.place_sold", 1)])
def test_what_is_unknown_is_kept(name: str, version: int) -> None:
    """A type or a version from the future is neither dropped nor guessed at."""
    event = REGISTRY.decode(name, version, {"anything": [1]})
    assert event == UnknownEvent(name=name, version=version, data={"anything": [1]})


def test_two_classes_never_share_a_name() -> None:
    """The registry refuses to be built, and names both classes."""
    with pytest.raises(DuplicateEventType, match=r"PlaceBooked and SamePlaceBooked"):
        Registry([PlaceBooked, SamePlaceBooked], UPCASTERS)


@pytest.mark.parametrize("missing", [1, 2])
def test_no_step_between_versions_is_missing(missing: int) -> None:
    """The registry refuses to be built without every upcaster, and names the step."""
    some = {key: step for key, step in UPCASTERS.items() if key[1] != missing}
    with pytest.raises(MissingUpcaster, match=f"version {missing} into {missing + 1}"):
        Registry([PlaceBooked], some)


def test_a_registry_lists_what_it_knows() -> None:
    """Naming a class twice is naming it once."""
    assert list(Registry([PlaceBooked, PlaceBooked], UPCASTERS)) == [PlaceBooked]

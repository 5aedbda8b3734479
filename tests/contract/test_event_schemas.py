import json
from typing import Any, ClassVar

import pytest

from domain.catalogue import REGISTRY
from domain.event import Event
from domain.registry import UnknownEvent
from tests.kit.event_samples import samples
from tests.kit.event_schemas import SCHEMAS, schema_file, schema_of

FREEZE = "python -m tests.kit.freeze_events"
EVENTS = sorted(REGISTRY, key=lambda event: event.type)
GOLDEN = list(samples())


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.type)
def test_a_published_schema_never_changes(event: type[Event]) -> None:
    """An event looks exactly as frozen; another need is another version with an upcaster."""
    path = schema_file(event)
    assert path.exists(), f"{path.name} is missing: run `{FREEZE}` and commit what it writes"
    assert schema_of(event) == json.loads(path.read_text()), (
        f"{event.type} no longer looks as published: raise its schema_version, add an upcaster and run "
        f"`{FREEZE}`; or, if no release contained it, run `{FREEZE} {event.type}`"
    )


def test_no_published_type_disappears() -> None:
    """Every frozen type is still known, in that version or a later one."""
    current = {event.type: event.schema_version for event in EVENTS}
    frozen = [path.stem.rpartition(".v") for path in SCHEMAS.glob("*.json")]
    assert frozen
    assert [name for name, _, version in frozen if int(version) > current.get(name, 0)] == []


def test_every_version_of_every_type_has_a_golden_sample() -> None:
    """From the first version to the current one, each is represented."""
    expected = {(event.type, n) for event in EVENTS for n in range(1, event.schema_version + 1)}
    assert {(sample["type"], sample["version"]) for sample in GOLDEN} == expected


@pytest.mark.parametrize("sample", GOLDEN, ids=lambda sample: f"{sample['type']}.v{sample['version']}")
def test_what_was_stored_once_is_readable_for_ever(sample: dict[str, Any]) -> None:
    """A golden event decodes as the current version of its type, and a current one loses nothing."""
    event = REGISTRY.decode(sample["type"], sample["version"], sample["data"])
    assert not isinstance(event, UnknownEvent)
    if sample["version"] == event.schema_version:
        assert event.model_dump(mode="json") == sample["data"]


def test_integers_are_the_only_numbers_that_are_stored() -> None:
    """No schema allows a float, since canonical JSON has one spelling for each value."""
    with_floats = [path.name for path in SCHEMAS.glob("*.json") if '"type": "number"' in path.read_text()]
    assert with_floats == []


def test_every_moment_that_is_stored_has_a_zone() -> None:
    """A time without a zone is refused by every golden event that has one."""
    refused = 0
    for sample in GOLDEN:
        if not isinstance(sample["data"].get("at"), str):
            continue
        naive = sample["data"] | {"at": sample["data"]["at"].removesuffix("Z")}
        with pytest.raises(ValueError, match="timezone"):
            REGISTRY.decode(sample["type"], sample["version"], naive)
        refused += 1
    assert refused


class Booked(Event):
    """A place was booked."""

    type: ClassVar[str] = "test.booked"

    city: str


def test_a_changed_field_is_noticed_and_better_words_are_not() -> None:
    """The frozen shape holds names and kinds of fields, without the words that explain them."""
    renamed = type("Booked", (Event,), {"__annotations__": {"town": str}, "type": "test.booked"})
    reworded = type("Booked", (Booked,), {"__doc__": "A seat was reserved for somebody."})
    assert schema_of(renamed) != schema_of(Booked)
    assert schema_of(reworded) == schema_of(Booked)

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue import REGISTRY
from domain.envelope import RecordedEvent
from domain.registry import Registry
from eventstore.canonical import LARGEST_INTEGER
from eventstore.leaf import envelope
from eventstore.line import Given, Unfit, understand
from tests.kit.event_samples import samples

NOTHING_KNOWN = Registry((), {})

LINE: dict[str, Any] = {
    "event_id": "0b8f2f6e-33a4-5e0c-9d53-5b1d2b6f7c10",
    "stream": "lesson-one",
    "type": "lesson.consent_given",
    "schema_version": 1,
    "data": {"by": "person-ama"},
    "metadata": {
        "actor": {"id": "person-ama", "type": "participant"},
        "causation_id": "c1",
        "correlation_id": "cycle-one",
    },
    "occurred_at": "2026-03-02T09:00:00Z",
}
"""A line as another system would write it."""

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
keys = st.text(st.characters(max_codepoint=127), max_size=10)
scalars = st.none() | st.booleans() | st.integers(-LARGEST_INTEGER, LARGEST_INTEGER) | texts
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=6)
zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001 - the zone is drawn


def read(**changes: object) -> Given | Unfit:
    """Read the example line with some fields changed."""
    return understand(json.dumps(LINE | changes).encode(), REGISTRY)


def refused(**changes: object) -> Unfit:
    """Read the example line with changes that make it unfit."""
    said = read(**changes)
    assert isinstance(said, Unfit), said
    assert said.way_out
    return said


@given(st.uuids(), st.dictionaries(keys, values), moments)
def test_a_line_of_an_export_gives_the_event_back(
    event_id: UUID, data: dict[str, Any], moment: datetime
) -> None:
    """Whatever an event says, its envelope is read as that event; only its place in the log is left out."""
    recorded = RecordedEvent(
        event_id=event_id,
        stream="a-1",
        version=3,
        position=7,
        type="a.happened",
        schema_version=2,
        data=data,
        metadata=LINE["metadata"],
        occurred_at=moment,
        recorded_at=moment,
        leaf_hash=b"",
    )
    said = understand(envelope(recorded), NOTHING_KNOWN)
    assert isinstance(said, Given)
    assert (said.stream, said.known) == ("a-1", False)
    for field in ("event_id", "type", "schema_version", "data", "metadata", "occurred_at"):
        assert getattr(said.event, field) == getattr(recorded, field)


@given(st.binary(max_size=60) | values.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_no_event_is_refused_in_words(line: bytes) -> None:
    """No bytes and no JSON of another shape are read as an event, or break the reading off."""
    assert isinstance(understand(line, REGISTRY), Unfit)


@given(st.sampled_from(sorted(LINE)), values)
def test_a_field_of_any_other_value_is_told_or_taken(field: str, value: object) -> None:
    """Any value in any field is either an event that the log takes, or refused with a way out."""
    said = read(**{field: value})
    assert isinstance(said, Given) or (said.what and said.way_out)


@pytest.mark.parametrize("sample", [*samples()], ids=lambda sample: sample["type"])
def test_events_of_known_types_are_those_of_the_domain(sample: dict[str, Any]) -> None:
    """Every type in every version is taken; a field too many is refused, and named."""
    fields = {"type": sample["type"], "schema_version": sample["version"]}
    said = read(**fields, data=sample["data"])
    assert isinstance(said, Given)
    assert said.known
    assert "favourite_colour" in refused(**fields, data=sample["data"] | {"favourite_colour": "blue"}).what


@pytest.mark.parametrize("name", ["lesson.sung", "payroll.salary_paid"])
def test_what_nobody_here_knows_is_kept(name: str) -> None:
    """Events of unknown types bring whatever data they like."""
    said = read(type=name, data={"anything": [1, None]})
    assert isinstance(said, Given)
    assert not said.known
    assert said.event.data == {"anything": [1, None]}


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"event_id": "seven"}, "event_id: "),
        ({"occurred_at": "2026-03-02T09:00:00"}, "occurred_at: "),
        ({"occurred_at": 1772442000}, "occurred_at: "),
        ({"occurred_at": "9999-12-31T23:59:59-01:00"}, "outside the years 1 to 9999"),
        ({"occured_at": "2026-03-02T09:00:00Z"}, "occured_at: Extra inputs"),
        ({"schema_version": "1"}, "schema_version: "),
        ({"schema_version": 0}, "has version 0"),
        ({"schema_version": 9}, "knows lesson.consent_given up to version 1, not version 9"),
        ({"schema_version": 2**31}, "schema_version: "),
        ({"stream": "nowhere"}, "'nowhere' is no stream name"),
        ({"type": "Happened"}, "'Happened' is no event type"),
        ({"data": {"by": 7}}, "its data are not those of lesson.consent_given version 1: by: "),
        ({"data": {}}, "by: Field required"),
        ({"data": {"weight": 0.5}}, "the value at $.data.weight cannot be stored: 0.5 is a float"),
        ({"data": {"weight": 2**53}}, "beyond 2**53 - 1"),
        ({"metadata": LINE["metadata"] | {"size": 0.5}}, "the value at $.metadata.size"),
        ({"metadata": {}}, "no correlation_id"),
        ({"metadata": {"correlation_id": "c"}}, "do not say who acted and why: actor: Field required (and 1"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said(changes: dict[str, object], what: str) -> None:
    """Field and problem are named."""
    assert what in refused(**changes).what


def test_texts_of_data_are_not_shown() -> None:
    """A refusal is shown to anybody; what a person said is not part of it."""
    said = refused(data={"by": ["Ama Mensah"]})
    assert "Ama" not in said.what + said.way_out


def test_instants_of_any_zone_are_the_same() -> None:
    """An offset is read as what it says."""
    said = read(occurred_at="2026-03-02T10:30:00+01:30")
    assert isinstance(said, Given)
    assert said.event.occurred_at == datetime(2026, 3, 2, 9, tzinfo=UTC)

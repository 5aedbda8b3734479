"""Verifying a log: a good one passes, and every way to spoil it is found where it was done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from audit.finding import Finding, Verification
from audit.kept import Kept, StoreLog
from audit.verify import verify
from domain.catalogue import UPCASTERS
from domain.person import EVENTS
from domain.registry import Registry
from domain.relationship.events import AgreementConcluded, AgreementDrafted, AgreementSigned
from eventstore.canonical import canonical_json, parse
from eventstore.leaf import envelope_of, leaf_hash
from eventstore.memory import InMemoryEventStore
from tests.kit.ledger import Ledger, fill
from tests.kit.relationships import day
from vault.memory import InMemoryVault


@dataclass(frozen=True)
class Copy:
    """A log at hand, to be spoilt."""

    events_kept: list[Kept]
    end: int | None = None

    def head(self) -> int:
        """Return the last position, as it was before anything was taken away."""
        return self.end or len(self.events_kept)

    def events(self, head: int) -> Iterator[Kept]:
        """Yield what is left."""
        return iter(self.events_kept[:head])

    def at(self, kind: str) -> int:
        """Return the index of the first event of a type."""
        return next(index for index, kept in enumerate(self.events_kept) if kept.event.type == kind)

    def changed(self, index: int, **fields: object) -> "Copy":
        """Return the log with some fields of one event changed, and its leaf hash computed anew."""
        events, kept = list(self.events_kept), self.events_kept[index]
        event = replace(kept.event, **fields)  # type: ignore[arg-type]  # whatever the test names
        data, metadata = canonical_json(event.data), canonical_json(event.metadata)
        hashed = replace(event, leaf_hash=leaf_hash(envelope_of(event, data, metadata)))
        events[index] = Kept(hashed, data, metadata)
        return Copy(events)

    def without(self, index: int) -> "Copy":
        """Return the log without one event, its end unchanged."""
        return Copy(self.events_kept[:index] + self.events_kept[index + 1 :], self.head())


@pytest.fixture(scope="module")
def filled() -> tuple[Ledger, Copy]:
    """What a sound log holds, and the log."""
    store = InMemoryEventStore(lambda: datetime.now(UTC))
    ledger = fill(store, InMemoryVault())
    return ledger, Copy(list(StoreLog(store).events(store.head().position)))


@pytest.fixture(scope="module")
def sound(filled: tuple[Ledger, Copy]) -> Copy:
    """A sound log."""
    return filled[1]


def only(verification: Verification) -> Finding:
    """Return the one finding."""
    assert not verification.verified
    assert verification.found == len(verification.findings) == 1, verification.findings
    return verification.findings[0]


def test_a_sound_log_is_verified(sound: Copy) -> None:
    """Everything that the engine writes passes, and what was read is counted."""
    verification = verify(sound)
    assert verification.verified
    assert verification.findings == ()
    assert (verification.events, verification.streams) == (len(sound.events_kept), 7)
    assert (verification.head, verification.unknown) == (len(sound.events_kept), {})


def test_an_empty_log_is_verified() -> None:
    """Nothing can be wrong with nothing."""
    assert verify(Copy([])).verified


def test_progress_ends_at_the_head(sound: Copy) -> None:
    """Whoever shows a bar sees it reach its end."""
    told: list[tuple[int, int]] = []
    verify(sound, progress=lambda done, head: told.append((done, head)))
    assert told[-1] == (sound.head(), sound.head())


def test_a_changed_event_is_found(sound: Copy) -> None:
    """Another level with the old hash: the event is named, and that it was changed afterwards."""
    index = sound.at("person.registered")
    spoilt, event = sound.changed(index), sound.events_kept[index].event
    text = sound.events_kept[index].data.replace('"level":3', '"level":9')
    spoilt.events_kept[index] = Kept(
        replace(event, data=parse(text)), text, sound.events_kept[index].metadata
    )
    finding = only(verify(spoilt))
    assert (finding.position, finding.stream) == (event.position, event.stream)
    assert "changed after it was recorded" in finding.what


def test_other_bytes_for_the_same_value_are_found(sound: Copy) -> None:
    """A key that comes twice reads the same here and differently elsewhere, whatever the hash says."""
    index = sound.at("person.registered")
    kept = sound.events_kept[index]
    text = '{"level":9,' + kept.data[1:]
    event = replace(kept.event, leaf_hash=leaf_hash(envelope_of(kept.event, text, kept.metadata)))
    spoilt = Copy([*sound.events_kept])
    spoilt.events_kept[index] = Kept(event, text, kept.metadata)
    assert "data are not canonical JSON" in only(verify(spoilt)).what


def test_data_that_are_no_object_are_found(sound: Copy) -> None:
    """A list in place of the fields is reported and does not stop the reading."""
    kept = sound.events_kept[-1]
    data: Any = [1]
    spoilt = Copy([*sound.events_kept[:-1], Kept(replace(kept.event, data=data), "[1]", kept.metadata)])
    verification = verify(spoilt)
    assert not verification.verified
    assert {finding.position for finding in verification.findings} == {kept.event.position}


def test_a_missing_event_is_found(sound: Copy) -> None:
    """The gap shows in the positions and in the versions of the stream."""
    index = sound.at("relationship.offer_accepted")
    findings = verify(sound.without(index)).findings
    assert findings[0].position == index + 2
    assert findings[0].what == f"position {index + 1} is missing before it"
    assert any("its version is 4, but its stream is at version 2" in each.what for each in findings)


def test_several_missing_events_are_one_finding(sound: Copy) -> None:
    """A gap is told by its first and last position."""
    end = sound.head()
    gap = Copy([*sound.events_kept[: end - 5], *sound.events_kept[end - 1 :]], end)
    assert verify(gap).findings[0].what == f"positions {end - 4} to {end - 1} are missing before it"


def test_a_log_that_ends_early_is_found(sound: Copy) -> None:
    """Less than the head promised is a finding of its own."""
    finding = only(verify(sound.without(sound.head() - 1)))
    assert (finding.position, finding.stream) == (sound.head(), "")


SPOILT: list[tuple[str, Callable[[Kept], Mapping[str, object]], str]] = [
    (
        "person.registered",
        lambda kept: {"recorded_at": kept.event.recorded_at - timedelta(days=9)},
        "earlier than the event in front of it",
    ),
    ("person.registered", lambda kept: {"version": kept.event.version + 1}, "its stream is at version 0"),
    (
        "person.registered",
        lambda kept: {"data": {**kept.event.data, "level": "high"}},
        "are not those of person.registered version 1: level: Input should be a valid integer",
    ),
    (
        "person.registered",
        lambda kept: {"metadata": {**kept.event.metadata, "actor": {"type": "nobody", "id": "x"}}},
        "do not say who acted and why: actor.type",
    ),
    (
        "person.registered",
        lambda kept: {"metadata": {**kept.event.metadata, "causation_id": "another"}},
        "the text in data.name was sealed for another command",
    ),
    (
        "person.registered",
        lambda kept: {"data": {**kept.event.data, "name": {"person": 1, "bound_to": "x#y", "box": ""}}},
        "are not those of person.registered version 1: name.person: Input should be a valid string",
    ),
    (
        AgreementSigned.type,
        lambda kept: {"data": {**kept.event.data, "sha256": "0" * 64}},
        "it names document 000000",
    ),
    (
        AgreementConcluded.type,
        lambda kept: {"data": {**kept.event.data, "version": 7}},
        "version 7 of the agreement was never drafted",
    ),
    (
        AgreementDrafted.type,
        lambda kept: {
            "data": {**kept.event.data, "document": {**kept.event.data["document"], "programme_version": 9}}
        },
        "the hash of its document is",
    ),
]


@pytest.mark.parametrize(("kind", "change", "what"), SPOILT)
def test_what_does_not_fit_is_found(
    sound: Copy, kind: str, change: Callable[[Kept], Mapping[str, object]], what: str
) -> None:
    """A change that carries a fresh hash is found by what it contradicts, at its position."""
    index = sound.at(kind)
    findings = verify(sound.changed(index, **change(sound.events_kept[index]))).findings
    found = [finding for finding in findings if finding.position == index + 1]
    assert any(what in finding.what for finding in found), findings


def test_an_event_id_that_comes_twice_is_found(sound: Copy) -> None:
    """Two events cannot have one id."""
    twice = sound.changed(3, event_id=sound.events_kept[0].event.event_id)
    finding = only(verify(twice))
    assert (finding.position, "that of an earlier event" in finding.what) == (4, True)


def test_a_text_may_be_repeated_but_not_come_from_nowhere(filled: tuple[Ledger, Copy]) -> None:
    """A lesson repeats a review's words; with the review's words replaced, the lesson's have no origin."""
    ledger, sound = filled
    index = sound.at("relationship.review_recorded")
    data = {**sound.events_kept[index].event.data, "lesson": None}
    finding = only(verify(sound.changed(index, data=data)))
    assert finding.stream == ledger.lesson
    assert "the text in data.text was sealed for another command" in finding.what


def test_unknown_types_are_counted_and_no_finding(sound: Copy) -> None:
    """A program that knows only people reads the rest as unknown, and all of it is sound."""
    verification = verify(sound, registry=Registry(EVENTS, UPCASTERS))
    assert verification.verified
    assert "person.registered" not in verification.unknown
    known = sum(kept.event.type.startswith("person.") for kept in sound.events_kept)
    assert sum(verification.unknown.values()) == sound.head() - known


def test_findings_are_counted_beyond_those_that_are_kept(sound: Copy) -> None:
    """Of very many findings the first are kept and all are counted."""
    spoilt = Copy([replace(kept, metadata="{}") for kept in sound.events_kept])
    verification = verify(spoilt, most_findings=3)
    assert len(verification.findings) == 3
    assert verification.found == 2 * sound.head()


def test_findings_hold_nothing_of_what_was_found(sound: Copy) -> None:
    """What stands in a broken field may be a name; the finding says where, and what was expected."""
    index = sound.at("person.registered")
    data = {**sound.events_kept[index].event.data, "level": "Bram de Vries"}
    finding = only(verify(sound.changed(index, data=data)))
    assert "Bram" not in finding.what


def test_a_verification_is_plain_data_for_programs(sound: Copy) -> None:
    """The JSON form says the same."""
    data = verify(sound.changed(0, occurred_at=day(99), version=5)).as_data()
    assert data["verified"] is False
    assert data["found"] == len(data["findings"])
    assert data["findings"][0] == {
        "position": 1,
        "stream": sound.events_kept[0].event.stream,
        "what": "its version is 5, but its stream is at version 0",
    }

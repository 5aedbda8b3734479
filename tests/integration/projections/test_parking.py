"""Projections that go on without the stream of an event they cannot apply."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import psycopg
import pytest

from domain.catalogue import REGISTRY
from domain.envelope import Actor, Metadata
from domain.event import Event
from domain.operations import EventParked, EventRetried, EventSkipped, SkipReason, projection_stream
from eventstore.codec import decode
from eventstore.postgres import PostgresEventStore
from projections.connection import Connection, connect
from projections.errors import CannotPark, JournalMissing, NotParked, NotStopped, ProjectionStopped
from projections.fold import LogEvent
from projections.journal import record
from projections.parked import ParkedStream, parked_streams
from projections.parking import park, retry, skip
from projections.rebuild import rebuild
from projections.runner import Runner
from projections.shadow import rebuild_beside, verify
from projections.status import status
from tests.kit.sealing import sealed
from tests.kit.tallies import COUNT, TRAIL, counted, mended, trail_of

PARKING = replace(TRAIL, parks=True)
NOW = datetime(2030, 6, 2, tzinfo=UTC)
WHO = Metadata(actor=Actor(type="service", id="operations"), correlation_id="c-1", causation_id="c-1")


def follow(database: str, store: PostgresEventStore) -> None:
    """Catch the parking projection up."""
    Runner(database, [PARKING], store=store).catch_up()


def recorded(store: PostgresEventStore) -> list[Event]:
    """Return what the log says was done about the projection."""
    return [decode(event, REGISTRY) for event in store.load(projection_stream(PARKING.name))]


def causes(store: PostgresEventStore, kind: type[Event]) -> list[str]:
    """Return what caused each event of a type that was recorded about the projection."""
    journal = store.load(projection_stream(PARKING.name))
    return [event.metadata["causation_id"] for event in journal if event.type == kind.type]


def held(database: str) -> list[ParkedStream]:
    """Return what is parked."""
    with connect(database) as connection:
        return parked_streams(connection, PARKING.name)


def with_poison(store: PostgresEventStore) -> int:
    """Append events to three streams, with poison in the middle of the second; return its position."""
    for stream in ("a-1", "a-2", "a-3"):
        counted(stream, number=2, store=store)
    position = counted("a-2", poison=True, store=store)
    for stream in ("a-1", "a-2", "a-3"):
        counted(stream, number=2, store=store)
    return position


def test_only_the_stream_with_the_poison_waits(tallies: str, postgres_store: PostgresEventStore) -> None:
    """All other streams go on; of the parked one everything before the poison is applied, nothing after."""
    position = with_poison(postgres_store)
    follow(tallies, postgres_store)
    assert trail_of(tallies) == {"a-1": [1, 2, 3, 4], "a-2": [1, 2], "a-3": [1, 2, 3, 4]}
    [parked] = held(tallies)
    assert (parked.stream, parked.position, parked.attempts) == ("a-2", position, 1)
    assert re.fullmatch(r"Poison \(tests\.kit\.tallies, line \d+\)", parked.failure)
    with connect(tallies) as connection:
        [standing] = status(connection, [PARKING])
    assert (standing.stopped, standing.parked) == (False, 1)


def test_parking_is_recorded_once(tallies: str, postgres_store: PostgresEventStore) -> None:
    """The log says which event was parked, also after a rebuild has met it again."""
    position = with_poison(postgres_store)
    follow(tallies, postgres_store)
    rebuild(tallies, PARKING, store=postgres_store)
    expected = EventParked(projection="trail", stream="a-2", position=position, failure="Poison")
    assert recorded(postgres_store) == [expected]


def test_a_stream_that_was_brought_back_and_fails_again_is_recorded_again(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """The last word of the log on a stream that waits is that it was parked, however often it came back."""
    position = with_poison(postgres_store)
    parked = EventParked(projection="trail", stream="a-2", position=position, failure="Poison")
    retried = EventRetried(projection="trail", stream="a-2", position=position, attempt=2)
    for number in (1, 2):
        rebuild(tallies, PARKING, store=postgres_store)
        who = WHO.model_copy(update={"causation_id": f"retry {number}"})
        retry(tallies, mended(PARKING), "a-2", store=postgres_store, metadata=who, now=NOW)
    for _ in range(2):
        rebuild(tallies, PARKING, store=postgres_store)
    assert recorded(postgres_store) == [parked, retried, parked, retried, parked]


def test_later_events_of_a_parked_stream_wait_for_a_retry(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """With a program that can digest the event, a retry applies it and all that waited, in order."""
    position = with_poison(postgres_store)
    follow(tallies, postgres_store)
    counted("a-2", number=2, store=postgres_store)
    follow(tallies, postgres_store)
    assert trail_of(tallies)["a-2"] == [1, 2]
    able = mended(PARKING)
    assert retry(tallies, able, "a-2", store=postgres_store, metadata=WHO, now=NOW) is None
    assert trail_of(tallies)["a-2"] == [1, 2, 3, 4, 5, 6, 7]
    assert held(tallies) == []
    counted("a-2", store=postgres_store)
    follow(tallies, postgres_store)
    assert trail_of(tallies)["a-2"] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert recorded(postgres_store)[1:] == [
        EventRetried(projection="trail", stream="a-2", position=position, attempt=2)
    ]


def test_streams_are_retried_one_by_one(tallies: str, postgres_store: PostgresEventStore) -> None:
    """What is done about one parked stream leaves the others parked."""
    for stream in ("a-1", "a-2", "a-3"):
        counted(stream, poison=True, store=postgres_store)
        counted(stream, store=postgres_store)
    follow(tallies, postgres_store)
    able = mended(PARKING)
    assert retry(tallies, able, "a-2", store=postgres_store, metadata=WHO, now=NOW) is None
    assert [parked.stream for parked in held(tallies)] == ["a-1", "a-3"]
    assert trail_of(tallies) == {"a-2": [1, 2]}
    again = retry(tallies, PARKING, "a-3", store=postgres_store, metadata=WHO, now=NOW)
    assert again is not None
    assert [(parked.stream, parked.attempts) for parked in held(tallies)] == [("a-1", 1), ("a-3", 2)]


def test_a_stream_that_is_parked_again_is_retried_anew(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """A later retry of the same event, by somebody else, is recorded beside the earlier one."""
    with_poison(postgres_store)
    able = mended(PARKING)
    for cause in ("first", "second"):
        rebuild(tallies, PARKING, store=postgres_store)
        who = WHO.model_copy(update={"causation_id": cause})
        assert retry(tallies, able, "a-2", store=postgres_store, metadata=who, now=NOW) is None
    assert causes(postgres_store, EventRetried) == ["first", "second"]


def test_a_retry_in_vain_leaves_the_stream_parked(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Each attempt is counted and recorded with who asked for it."""
    with_poison(postgres_store)
    follow(tallies, postgres_store)
    for attempts in (2, 3):
        again = retry(tallies, PARKING, "a-2", store=postgres_store, metadata=WHO, now=NOW)
        assert again is not None
        assert again.attempts == attempts
    assert trail_of(tallies)["a-2"] == [1, 2]
    [_, *retried] = postgres_store.load(projection_stream(PARKING.name))
    assert [event.data["attempt"] for event in retried] == [2, 3]
    assert {event.metadata["actor"]["id"] for event in retried} == {"operations"}


def test_a_skip_leaves_out_that_event_alone(tallies: str, postgres_store: PostgresEventStore) -> None:
    """The rest of the stream is applied in order; the log says who left out what and why."""
    position = with_poison(postgres_store)
    follow(tallies, postgres_store)
    reason = SkipReason.MALFORMED
    assert skip(tallies, PARKING, "a-2", reason=reason, store=postgres_store, metadata=WHO, now=NOW) is None
    assert trail_of(tallies)["a-2"] == [1, 2, 4, 5]
    assert held(tallies) == []
    assert recorded(postgres_store)[1:] == [
        EventSkipped(projection="trail", stream="a-2", position=position, reason=reason)
    ]
    [_, skipped] = postgres_store.load(projection_stream(PARKING.name))
    assert skipped.metadata["actor"]["id"] == "operations"


def test_a_decision_that_was_recorded_and_not_carried_out_can_be_made_again(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Also by somebody else, in other words: both are recorded."""
    with_poison(postgres_store)
    follow(tallies, postgres_store)

    def cut_off(_connection: Connection, _events: Sequence[LogEvent]) -> None:
        raise psycopg.OperationalError

    lost = replace(PARKING, fold=cut_off)
    reason, store = SkipReason.MALFORMED, postgres_store
    with pytest.raises(psycopg.OperationalError):
        skip(tallies, lost, "a-2", reason=reason, note=sealed(), store=store, metadata=WHO, now=NOW)
    who = WHO.model_copy(update={"causation_id": "second"})
    assert skip(tallies, PARKING, "a-2", reason=reason, store=store, metadata=who, now=NOW) is None
    assert [event.type for event in recorded(store)[1:]] == [EventSkipped.type] * 2


def test_a_rebuild_leaves_out_what_was_skipped(tallies: str, postgres_store: PostgresEventStore) -> None:
    """What people decided holds for every rebuild, in place or beside."""
    with_poison(postgres_store)
    follow(tallies, postgres_store)
    skip(
        tallies,
        PARKING,
        "a-2",
        reason=SkipReason.OTHER,
        store=postgres_store,
        metadata=WHO,
        now=NOW,
    )
    before = trail_of(tallies)
    follow(tallies, postgres_store)
    assert verify(tallies, PARKING).differences == ()
    rebuild(tallies, PARKING, store=postgres_store)
    assert trail_of(tallies) == before


def test_a_skip_that_was_decided_in_another_log_leaves_out_nothing_here(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """A journal that was imported names positions of the log that it comes from."""
    counted("a-1", number=3, store=postgres_store)
    elsewhere = EventSkipped(projection="trail", stream="a-9", position=2, reason=SkipReason.OTHER)
    record(postgres_store, elsewhere, about="elsewhere", at=NOW)
    follow(tallies, postgres_store)
    assert trail_of(tallies) == {"a-1": [1, 2, 3]}


def test_a_second_poison_parks_the_stream_again(tallies: str, postgres_store: PostgresEventStore) -> None:
    """After a skip the stream goes on as far as the next event that cannot be applied."""
    with_poison(postgres_store)
    second = counted("a-2", poison=True, store=postgres_store)
    counted("a-2", store=postgres_store)
    follow(tallies, postgres_store)
    reason = SkipReason.MALFORMED
    again = skip(tallies, PARKING, "a-2", reason=reason, store=postgres_store, metadata=WHO, now=NOW)
    assert again is not None
    assert again.position == second
    assert trail_of(tallies)["a-2"] == [1, 2, 4, 5]
    skip(tallies, PARKING, "a-2", reason=reason, store=postgres_store, metadata=WHO, now=NOW)
    assert trail_of(tallies)["a-2"] == [1, 2, 4, 5, 7]


def test_a_rebuild_beside_takes_its_parked_streams_along(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """After the swap the stream is parked as before, and a retry brings it back."""
    with_poison(postgres_store)
    follow(tallies, postgres_store)
    assert rebuild_beside(tallies, PARKING).differences == ()
    [parked] = held(tallies)
    assert parked.stream == "a-2"
    able = mended(PARKING)
    assert retry(tallies, able, "a-2", store=postgres_store, metadata=WHO, now=NOW) is None
    assert trail_of(tallies)["a-2"] == [1, 2, 3, 4, 5]


def test_a_rebuild_beside_parks_nothing_that_the_live_one_has(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """A program that cannot apply what the one before could must not take its place without a word."""
    with_poison(postgres_store)
    able = mended(PARKING)
    Runner(tallies, [able], store=postgres_store).catch_up()
    before = trail_of(tallies)
    for compare in (rebuild_beside, verify):
        with pytest.raises(ProjectionStopped):
            compare(tallies, PARKING)
    assert trail_of(tallies) == before
    assert (recorded(postgres_store), held(tallies)) == ([], [])


def test_a_person_parks_what_a_projection_stopped_at(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """A stopped projection goes on without that stream once somebody says so; who did is recorded."""
    position = with_poison(postgres_store)
    Runner(tallies, [TRAIL]).catch_up()
    assert trail_of(tallies)["a-1"] == [1, 2]
    [parked] = park(tallies, TRAIL, store=postgres_store, metadata=WHO, now=NOW)
    assert (parked.stream, parked.position) == ("a-2", position)
    Runner(tallies, [TRAIL]).catch_up()
    assert trail_of(tallies) == {"a-1": [1, 2, 3, 4], "a-2": [1, 2], "a-3": [1, 2, 3, 4]}
    [event] = postgres_store.load(projection_stream(TRAIL.name))
    assert (event.type, event.metadata["actor"]["id"]) == (EventParked.type, "operations")


def test_a_decision_to_park_again_is_recorded_beside_the_first(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """The same event, parked by somebody else after a retry brought it back."""
    with_poison(postgres_store)
    for cause in ("first", "second"):
        with pytest.raises(ProjectionStopped):
            rebuild(tallies, TRAIL)
        who = WHO.model_copy(update={"causation_id": cause})
        park(tallies, TRAIL, store=postgres_store, metadata=who, now=NOW)
        retry(tallies, mended(TRAIL), "a-2", store=postgres_store, metadata=who, now=NOW)
    assert causes(postgres_store, EventParked) == ["first", "second"]


def test_what_is_parked_stays_parked_in_a_rebuild(tallies: str, postgres_store: PostgresEventStore) -> None:
    """In place or beside, whatever the program can digest: only a retry brings the stream back."""
    with_poison(postgres_store)
    follow(tallies, postgres_store)
    before = trail_of(tallies)
    assert verify(tallies, TRAIL).differences == ()
    rebuild(tallies, mended(TRAIL))
    assert trail_of(tallies) == before
    rebuild(tallies, replace(mended(TRAIL), shards=3))
    able = replace(mended(TRAIL), shards=3)
    assert retry(tallies, able, "a-2", store=postgres_store, metadata=WHO, now=NOW) is None
    assert trail_of(tallies)["a-2"] == [1, 2, 3, 4, 5]


def test_only_a_stopped_fold_can_be_parked(tallies: str, postgres_store: PostgresEventStore) -> None:
    """There must be an event it stopped at, and rows that belong to single streams."""
    with pytest.raises(NotStopped, match="trail"):
        park(tallies, TRAIL, store=postgres_store, metadata=WHO, now=NOW)
    with pytest.raises(CannotPark, match="count"):
        park(tallies, COUNT, store=postgres_store, metadata=WHO, now=NOW)


def test_what_is_not_parked_can_be_neither_retried_nor_skipped(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """The message names the stream, and nothing is recorded."""
    follow(tallies, postgres_store)
    with pytest.raises(NotParked, match="a-9"):
        retry(tallies, PARKING, "a-9", store=postgres_store, metadata=WHO, now=NOW)
    assert recorded(postgres_store) == []


def test_parking_needs_a_log_to_record_it_in(tallies: str) -> None:
    """A runner without a store refuses projections that park, before it does anything."""
    with pytest.raises(JournalMissing, match="trail"):
        Runner(tallies, [PARKING])


def test_the_projector_cannot_append_by_itself(tallies: str) -> None:
    """Its role reads the log and writes read models; recording needs the writer's store."""
    with connect(tallies) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT log.append('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')")

"""A rebuild, the live projection, a writer and a reader, one step at a time."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import psycopg
import pytest

from domain.envelope import Actor, Metadata
from domain.operations import SkipReason, projection_stream
from eventstore.postgres import PostgresEventStore
from projections.checkpoint import Checkpoint, Overtaken
from projections.connection import Connection, connect
from projections.errors import NotParked, RebuildRunning
from projections.fold import LogEvent
from projections.follower import Follower
from projections.parking import park, retry, skip
from projections.projection import Projection, Span
from projections.rebuild import rebuild
from projections.runner import Runner
from projections.shadow import rebuild_beside, verify
from tests.kit.interleaving import before, before_statements, in_the_middle, until_waiting
from tests.kit.tallies import COUNT, TALLY, TRAIL, counted, fold, mended, tally_of, trail_of

NOW = datetime(2030, 6, 2, tzinfo=UTC)
WHO = Metadata(actor=Actor(type="service", id="operations"), correlation_id="c-1", causation_id="c-1")


@pytest.fixture
def other() -> Iterator[ThreadPoolExecutor]:
    """Others, who do two things at a time."""
    with ThreadPoolExecutor(2) as threads:
        yield threads


@contextmanager
def batch_in_the_middle(database: str, after: int, upto: int) -> Iterator[None]:
    """A batch of the live tally that was applied and is committed at the end of the block."""
    with connect(database) as connection, connection.transaction():
        Checkpoint(TALLY.name).advance(connection, after, upto)
        TALLY.apply(connection, Span(after, upto))
        yield


def apply(database: str, after: int, upto: int) -> None:
    """Apply a batch to the live tally, as a runner does that has seen the checkpoint before."""
    with connect(database) as connection:
        Follower(connection, TALLY, Checkpoint(TALLY.name)).apply(after, upto)


def double(connection: Connection, events: Sequence[LogEvent]) -> None:
    """Count every event twice, as a changed program might."""
    fold(connection, [*events, *events])


def half_applied(database: str, store: PostgresEventStore) -> None:
    """Append ten events and apply four of them."""
    counted("a-1", number=10, store=store)
    with connect(database) as connection:
        Checkpoint(TALLY.name).take_lead(connection, "test")
    apply(database, 0, 4)


REBUILDS: dict[str, Callable[[str], object]] = {
    "in place": lambda database: rebuild(database, TALLY),
    "beside": lambda database: rebuild_beside(database, TALLY),
}


@pytest.mark.parametrize("way", REBUILDS)
def test_a_batch_that_is_under_way_is_finished_first(
    tallies: str, postgres_store: PostgresEventStore, other: ThreadPoolExecutor, way: str
) -> None:
    """A rebuild waits for it before it touches the live rows, and counts its events once."""
    half_applied(tallies, postgres_store)
    with batch_in_the_middle(tallies, 4, 7):
        rebuilding = other.submit(REBUILDS[way], tallies)
        until_waiting(tallies)
        assert tally_of(tallies) == {"a-1": 4}
    rebuilding.result()
    Runner(tallies, [TALLY]).catch_up()
    assert tally_of(tallies) == {"a-1": 10}
    assert verify(tallies, TALLY).differences == ()


@pytest.mark.parametrize(("way", "step"), [("in place", "deal_parked"), ("beside", "swap_shadow")])
def test_a_batch_that_comes_too_late_is_dropped(
    tallies: str, postgres_store: PostgresEventStore, other: ThreadPoolExecutor, way: str, step: str
) -> None:
    """It waits for the rebuild that holds the checkpoint, finds that moved, and changes nothing."""
    half_applied(tallies, postgres_store)
    batches: list[Future[None]] = []

    def begin() -> None:
        batches.append(other.submit(apply, tallies, 4, 7))
        until_waiting(tallies)

    with before(step, begin):
        REBUILDS[way](tallies)
    with pytest.raises(Overtaken):
        batches[0].result()
    Runner(tallies, [TALLY]).catch_up()
    assert tally_of(tallies) == {"a-1": 10}


def test_a_reader_sees_the_old_rows_or_the_new_ones(
    tallies: str, postgres_store: PostgresEventStore, other: ThreadPoolExecutor
) -> None:
    """Whoever asks in the middle of a swap waits for its end, and never finds half of it."""
    half_applied(tallies, postgres_store)
    found: list[dict[str, int]] = []
    asked: list[Future[dict[str, int]]] = []

    def ask() -> None:
        asked.append(other.submit(tally_of, tallies))
        until_waiting(tallies)

    with before("swap_shadow", lambda: found.append(tally_of(tallies))), before("promote", ask):
        rebuild_beside(tallies, replace(TALLY, fold=double))
    assert found == [{"a-1": 4}]
    assert asked[0].result() == {"a-1": 20}


@pytest.mark.parametrize("step", ["begin_shadow", "differences", "hold_live", "swap_shadow", "promote"])
def test_an_append_at_any_step_is_applied_once(
    tallies: str, postgres_store: PostgresEventStore, step: str
) -> None:
    """What was committed in the middle of a rebuild is in neither build or in both, and in the end in one."""
    half_applied(tallies, postgres_store)
    with before(step, lambda: counted("a-2", number=3, store=postgres_store)):
        rebuild_beside(tallies, TALLY)
    Runner(tallies, [TALLY]).catch_up()
    assert tally_of(tallies) == {"a-1": 10, "a-2": 3}


@pytest.mark.parametrize("way", REBUILDS)
def test_an_append_that_is_not_committed_waits_for_the_next_batch(
    tallies: str, postgres_store: PostgresEventStore, way: str
) -> None:
    """A rebuild neither waits for it nor walks past its positions."""
    half_applied(tallies, postgres_store)
    with in_the_middle(tallies, "a-2", "x", "y") as append:
        REBUILDS[way](tallies)
        append.commit()
    position = counted("a-1", store=postgres_store)
    Runner(tallies, [TALLY]).catch_up()
    assert position == 13
    assert tally_of(tallies) == {"a-1": 11}
    assert verify(tallies, TALLY).differences == ()


def test_a_second_rebuild_is_refused(tallies: str, postgres_store: PostgresEventStore) -> None:
    """As long as the first lives, nobody rebuilds or compares the same projection; another one, anybody."""
    counted("a-1", number=3, store=postgres_store)
    refused: list[RebuildRunning] = []

    def try_all() -> None:
        for again in (rebuild, rebuild_beside, verify):
            with pytest.raises(RebuildRunning, match="Wait until that is done") as refusal:
                again(tallies, TALLY)
            refused.append(refusal.value)
        rebuild_beside(tallies, COUNT)

    for first, step in ((rebuild, "deal_parked"), (rebuild_beside, "differences"), (verify, "differences")):
        with before(step, try_all):
            first(tallies, TALLY)
    assert {error.facts["projection"] for error in refused} == {TALLY.name}
    assert len(refused) == 9


def test_what_is_parked_stays_so_while_it_is_rebuilt(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """A rebuild takes its parked streams along: who would release one meanwhile is told to wait."""
    counted("a-1", poison=True, store=postgres_store)
    parking = replace(TRAIL, parks=True)
    Runner(tallies, [parking], store=postgres_store).catch_up()
    head = postgres_store.head()

    def try_all() -> None:
        leave_out = partial(skip, reason=SkipReason.OTHER)
        for act in (partial(park), partial(retry, stream="a-1"), partial(leave_out, stream="a-1")):
            with pytest.raises(RebuildRunning):
                act(tallies, parking, store=postgres_store, metadata=WHO, now=NOW)

    with before("differences", try_all):
        rebuild_beside(tallies, parking)
    assert postgres_store.head() == head


def test_of_two_who_retry_at_once_one_does(
    tallies: str, postgres_store: PostgresEventStore, other: ThreadPoolExecutor
) -> None:
    """The second waits for the first and is told that nothing is parked; nothing is applied twice."""
    counted("a-1", poison=True, store=postgres_store)
    counted("a-1", number=2, store=postgres_store)
    Runner(tallies, [replace(TRAIL, parks=True)], store=postgres_store).catch_up()
    able = mended(TRAIL)

    def once(cause: str) -> str:
        who = WHO.model_copy(update={"causation_id": cause})
        try:
            left = retry(tallies, able, "a-1", store=postgres_store, metadata=who, now=NOW)
        except NotParked:
            return "nothing is parked"
        return "released" if left is None else "parked again"

    with psycopg.connect(tallies) as blocker:
        blocker.execute("SELECT FROM projections.checkpoint FOR UPDATE")
        both = [other.submit(once, cause) for cause in ("one", "two")]
        until_waiting(tallies, connections=2)
    assert sorted(each.result() for each in both) == ["nothing is parked", "released"]
    assert trail_of(tallies) == {"a-1": [1, 2, 3]}
    assert [event.type for event in postgres_store.load(projection_stream(TRAIL.name))] == [
        "projection.event_parked",
        "projection.event_retried",
    ]


def test_a_rebuild_that_dies_at_any_statement_is_begun_anew(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Its connection ends before its first statement, its second, and so on: readers never notice."""
    counted("a-1", number=60, store=postgres_store)
    Runner(tallies, [TALLY, COUNT]).catch_up()
    expected, died = 60, 0
    while _dies_before(died, tallies, rebuild_beside):
        died += 1
        assert tally_of(tallies) == {"a-1": expected}
        counted("a-1", store=postgres_store)
        expected += 1
        Runner(tallies, [TALLY, COUNT]).catch_up()
        assert tally_of(tallies) == tally_of(tallies, "count") == {"a-1": expected}
    assert died > 20
    assert tally_of(tallies) == {"a-1": expected}
    assert rebuild_beside(tallies, TALLY).differences == ()
    with psycopg.connect(tallies) as connection:
        left = "SELECT FROM pg_tables WHERE schemaname = 'shadow'"
        assert connection.execute(left).fetchall() == []


def test_a_rebuild_in_place_that_dies_is_finished_by_the_projector(
    tallies: str, postgres_store: PostgresEventStore
) -> None:
    """Wherever its connection ends, rows and checkpoint are in step, and nothing is counted twice."""
    position, died = counted("a-1", number=60, store=postgres_store), 0
    Runner(tallies, [TALLY]).catch_up()
    while _dies_before(died, tallies, rebuild):
        died += 1
        assert verify(tallies, TALLY).differences == ()
        Runner(tallies, [TALLY]).catch_up()
        assert tally_of(tallies) == {"a-1": position}
    assert died > 8


def _dies_before(number: int, database: str, act: Callable[[str, Projection], object]) -> bool:
    """Rebuild until the server ends the connection at a statement; False if it was done before."""
    passed = 0

    def end(_: object) -> None:
        nonlocal passed
        if passed == number:
            with psycopg.connect(database, autocommit=True) as operator:
                operator.execute(
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
                    "WHERE application_name LIKE 'mentoring-projections-%'"
                )
        passed += 1

    with before_statements(end):
        try:
            act(database, TALLY)
        except psycopg.OperationalError:
            return True
    return False

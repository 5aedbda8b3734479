"""Folds whose streams are dealt to several checkpoints."""

from dataclasses import replace

import pytest

from eventstore.postgres import PostgresEventStore
from projections.connection import connect
from projections.errors import ShardsChanged
from projections.progress import wait_for
from projections.rebuild import empty, rebuild
from projections.runner import Runner
from projections.shadow import rebuild_beside, verify
from projections.status import status
from tests.kit.tallies import TALLY, TRAIL, counted, tally_of, trail_of

FOUR = replace(TALLY, shards=4)
STREAMS = [f"a-{number}" for number in range(20)]


def test_every_stream_belongs_to_one_shard(tallies: str, postgres_store: PostgresEventStore) -> None:
    """All shards together count what one would, and each has a checkpoint of its own."""
    for stream in STREAMS:
        position = counted(stream, number=7, store=postgres_store)
    Runner(tallies, [FOUR]).catch_up()
    assert tally_of(tallies) == dict.fromkeys(STREAMS, 7)
    with connect(tallies) as connection:
        assert [each.position for each in status(connection, [FOUR])] == [position] * 4


def test_any_number_of_shards_is_one_projection(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Dealt again and again, also by several runners, the rows are those of a run that was never dealt."""
    for turn in range(3):
        for stream in STREAMS[turn:]:
            counted(stream, number=2, store=postgres_store)
    Runner(tallies, [TRAIL]).catch_up()
    undealt = trail_of(tallies)
    assert undealt["a-7"] == [1, 2, 3, 4, 5, 6]
    for shards in (2, 3, 5, 8, 1):
        dealt = replace(TRAIL, shards=shards)
        with connect(tallies) as connection:
            empty(connection, dealt)
        assert trail_of(tallies) == {}
        for shard in reversed(range(shards)):
            Runner(tallies, [dealt], shards=[shard]).catch_up()
        assert trail_of(tallies) == undealt


def test_processes_share_the_shards(tallies: str, postgres_store: PostgresEventStore) -> None:
    """One runner applies its half of the streams, the other the rest, and only then is all of it visible."""
    for stream in STREAMS:
        position = counted(stream, number=3, store=postgres_store)
    Runner(tallies, [FOUR], shards=(0, 1)).catch_up()
    half = tally_of(tallies)
    assert 0 < len(half) < len(STREAMS)
    Runner(tallies, [FOUR], shards=(2, 3)).catch_up()
    with connect(tallies) as connection:
        wait_for(connection, FOUR, position)
    assert tally_of(tallies) == dict.fromkeys(STREAMS, 3)


def test_order_within_a_stream_is_kept(tallies: str, postgres_store: PostgresEventStore) -> None:
    """However streams are dealt, the events of each come in order."""
    for _ in range(3):
        for stream in STREAMS[:6]:
            counted(stream, number=2, store=postgres_store)
    Runner(tallies, [replace(TRAIL, shards=3)]).catch_up()
    assert trail_of(tallies) == {stream: [1, 2, 3, 4, 5, 6] for stream in STREAMS[:6]}


@pytest.mark.parametrize(("before", "after"), [(1, 4), (4, 1), (2, 3)])
def test_another_number_of_shards_needs_a_rebuild(
    tallies: str, postgres_store: PostgresEventStore, before: int, after: int
) -> None:
    """Dealt anew from the middle, events would be lost or counted twice: only a rebuild helps."""
    for stream in STREAMS:
        counted(stream, number=2, store=postgres_store)
    Runner(tallies, [replace(TALLY, shards=before)]).catch_up()
    other = replace(TALLY, shards=after)
    with pytest.raises(ShardsChanged, match="tally"):
        Runner(tallies, [other]).catch_up()
    with pytest.raises(ShardsChanged, match="tally"):
        rebuild_beside(tallies, other)
    rebuild(tallies, other)
    counted(STREAMS[0], store=postgres_store)
    Runner(tallies, [other]).catch_up()
    assert tally_of(tallies) == {**dict.fromkeys(STREAMS, 2), STREAMS[0]: 3}


def test_a_sharded_model_is_rebuilt_beside(tallies: str, postgres_store: PostgresEventStore) -> None:
    """Shards that stand at different positions are compared each where it stands."""
    for stream in STREAMS:
        counted(stream, number=5, store=postgres_store)
    Runner(tallies, [FOUR], shards=(0, 1)).catch_up()
    assert verify(tallies, FOUR).differences == ()
    assert rebuild_beside(tallies, FOUR).differences == ()
    assert tally_of(tallies) == dict.fromkeys(STREAMS, 5)

"""Writers, projectors and PostgreSQL are killed at random; ``--kills 200`` is the long run."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from audit.kept import DatabaseLog
from audit.verify import verify as verify_log
from domain.envelope import RecordedEvent
from eventstore.postgres import PostgresEventStore
from projections.connection import connect
from projections.projection import Projection
from projections.shadow import verify
from projections.status import status
from tests.kit.errands import errand
from tests.kit.kills import DECK, Aftermath, outlive
from tests.kit.postgres import new_server
from tests.kit.projector import EXAMPLES
from tests.kit.tallies import COUNTED, tally_of, trail_of


@pytest.fixture(scope="module")
def aftermath(postgres_version: str, request: pytest.FixtureRequest) -> Iterator[Aftermath]:
    """What is left after the kills; the database still runs."""
    with new_server(postgres_version) as server:
        yield outlive(server, request.config.getoption("--kills"))


@pytest.fixture(scope="module")
def stored(aftermath: Aftermath) -> list[RecordedEvent]:
    """The whole log."""
    with PostgresEventStore(aftermath.database) as store:
        return store.read(limit=10_000_000)


def test_everybody_was_killed(aftermath: Aftermath) -> None:
    """Writers, projectors, single connections and the whole server each had their turn."""
    assert set(aftermath.killed) == set(DECK)


def test_nothing_acknowledged_is_lost(aftermath: Aftermath, stored: list[RecordedEvent]) -> None:
    """Whatever a writer was ever told is in the log: the same events, where it was told they are."""
    for writer, answers in aftermath.answers.items():
        for number, places in answers:
            for write, place in zip(errand(writer, number), places, strict=True):
                found = stored[place.position - len(write.events) : place.position]
                assert [event.event_id for event in found] == [event.event_id for event in write.events]
                assert [event.data for event in found] == [event.data for event in write.events]
                assert {event.stream for event in found} == {write.stream} == {place.stream}
                assert found[-1].version == place.version


def test_nothing_is_stored_twice_or_unasked(aftermath: Aftermath, stored: list[RecordedEvent]) -> None:
    """The log holds each event of each errand once, however often it was repeated, and nothing else."""
    asked = [
        event.event_id
        for writer, answers in aftermath.answers.items()
        for number in range(max(answer.number for answer in answers) + 1)
        for write in errand(writer, number)
        for event in write.events
    ]
    assert Counter(event.event_id for event in stored) == Counter(asked)


def test_repeated_errands_were_recognised(aftermath: Aftermath) -> None:
    """An errand that was run again had its first answer again, as a duplicate."""
    for answers in aftermath.answers.values():
        first: dict[int, list[tuple[str, int, int]]] = {}
        for number, places in answers:
            where = [(place.stream, place.version, place.position) for place in places]
            if number in first:
                assert all(place.duplicate for place in places)
            assert first.setdefault(number, where) == where
        assert len(first) < len(answers)


def test_the_log_has_no_gap(stored: list[RecordedEvent]) -> None:
    """Positions run from 1 to the end, and so do the versions of every stream."""
    assert [event.position for event in stored] == list(range(1, len(stored) + 1))
    versions = defaultdict[str, list[int]](list)
    for event in stored:
        versions[event.stream].append(event.version)
    assert all(found == list(range(1, len(found) + 1)) for found in versions.values())


def test_the_log_verifies(aftermath: Aftermath, stored: list[RecordedEvent]) -> None:
    """An auditor has nothing to object to."""
    verification = verify_log(DatabaseLog(aftermath.database))
    assert verification.findings == ()
    assert verification.events == len(stored)


def test_no_read_model_was_ever_out_of_step(aftermath: Aftermath) -> None:
    """After every kill the rows contained just the events up to their checkpoint."""
    assert aftermath.torn == []


def test_read_models_say_what_the_log_says(aftermath: Aftermath, stored: list[RecordedEvent]) -> None:
    """Every event was counted once, and the versions of each stream came in order."""
    counts = Counter(event.stream for event in stored if event.type == COUNTED)
    assert tally_of(aftermath.database) == tally_of(aftermath.database, "count") == counts
    assert trail_of(aftermath.database) == {
        stream: list(range(1, count + 1)) for stream, count in counts.items()
    }


@pytest.mark.parametrize("projection", EXAMPLES, ids=lambda projection: projection.name)
def test_every_projection_equals_a_rebuild(
    aftermath: Aftermath, stored: list[RecordedEvent], projection: Projection
) -> None:
    """It has caught up with the log, and a rebuild beside it gives the same rows."""
    with connect(aftermath.database) as connection:
        [standing] = status(connection, [projection])
    assert (standing.position, standing.stopped, standing.parked) == (len(stored), False, 0)
    assert verify(aftermath.database, projection).differences == ()

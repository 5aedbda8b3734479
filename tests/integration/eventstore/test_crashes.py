import random
import subprocess
import sys
from contextlib import suppress
from uuid import UUID

import pytest

from bootstrap.embedded_postgres import EmbeddedPostgres
from eventstore.leaf import envelope, leaf_hash
from eventstore.migrate import migrate
from eventstore.postgres import PostgresEventStore

WRITERS = 3
SEED = 20260302

Acknowledged = set[tuple[str, int, int, UUID]]
"""Stream, version, position and event id of every event that some writer was told is stored."""


class Writer:
    """A process that appends; killed and started again."""

    def __init__(self, database: str, name: str) -> None:
        self._database, self._name, self._starts = database, name, 0
        self._process = self._start()

    def kill_after(self, acknowledgements: int) -> list[str]:
        """Kill the process once it has heard so often that its events are stored; return what it heard."""
        output = self._process.stdout
        assert output is not None
        heard = [output.readline() for _ in range(acknowledgements)]
        self._process.kill()
        heard += output.readlines()
        output.close()
        self._process.wait()
        self._process = self._start()
        return heard

    def end(self) -> list[str]:
        """Kill the process for good; return what it heard since."""
        self._process.kill()
        return self._process.communicate()[0].splitlines(keepends=True)

    def _start(self) -> subprocess.Popen[str]:
        self._starts += 1
        command = [sys.executable, "-m", "tests.kit.appender", self._database, self._name, str(self._starts)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _parse(lines: list[str]) -> Acknowledged:
    whole = [line.split() for line in lines if line.endswith("\n")]  # the last one may be cut off
    return {
        (stream, int(version), int(position), UUID(event_id)) for stream, version, position, event_id in whole
    }


def _crash_repeatedly(server: EmbeddedPostgres, database: str, kills: int) -> Acknowledged:
    dice, heard = random.Random(SEED), list[str]()
    writers = [Writer(database, f"writer{number}") for number in range(WRITERS)]
    try:
        for kill in range(kills):
            heard += dice.choice(writers).kill_after(dice.randrange(1, 200))
            if kill % 4 == 3:
                server.stop("immediate")
                server.start("log")
    finally:
        for writer in writers:
            with suppress(ProcessLookupError):
                heard += writer.end()
    return _parse(heard)


def test_nothing_acknowledged_is_lost(fresh_server: EmbeddedPostgres, request: pytest.FixtureRequest) -> None:
    """Writers are killed at random points and the server crashes: the log holds all it acknowledged, once."""
    database = fresh_server.start("log")
    migrate(database, ["eventstore"])
    acknowledged = _crash_repeatedly(fresh_server, database, request.config.getoption("--kills"))
    with PostgresEventStore(database) as store:
        stored = store.read(limit=1_000_000)
    assert acknowledged
    assert acknowledged <= {(event.stream, event.version, event.position, event.event_id) for event in stored}
    assert [event.position for event in stored] == list(range(1, len(stored) + 1))
    assert len({event.event_id for event in stored}) == len(stored)
    for stream in {event.stream for event in stored}:
        versions = [event.version for event in stored if event.stream == stream]
        assert versions == list(range(1, len(versions) + 1))
    assert all(event.leaf_hash == leaf_hash(envelope(event)) for event in stored)

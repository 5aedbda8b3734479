from datetime import timedelta
from pathlib import Path
from typing import Final

import psycopg
import pytest

from eventstore.lost_events import Findings, follow_writers
from eventstore.postgres import PostgresEventStore
from eventstore.testing import NOON

UNSERIALISED: Final = Path(__file__).with_name("unserialised.sql")


def test_no_event_is_lost(database: str, request: pytest.FixtureRequest) -> None:
    """A follower sees every event of many writers, in order and without a gap."""
    duration = timedelta(seconds=request.config.getoption("--lost-events-seconds"))
    with PostgresEventStore(database, max_size=16) as store:
        findings = follow_writers(store, duration=duration, now=NOON)
        assert findings.stored > 1000
        assert findings == Findings(findings.stored, missed=(), out_of_order=0, gaps=0)
        assert findings.clean
        assert store.head().position == findings.stored


def test_detector_finds_what_an_unserialised_log_loses(database: str) -> None:
    """The same detector convicts a log that gives out positions before their events can be seen."""
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(UNSERIALISED.read_text("utf-8"))
    with PostgresEventStore(database, max_size=16) as store:
        tries = (follow_writers(store, duration=timedelta(seconds=1), now=NOON) for _ in range(20))
        assert any(findings.missed and not findings.clean for findings in tries)

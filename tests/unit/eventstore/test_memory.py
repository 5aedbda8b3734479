"""What the log in memory does beyond the contract that all keepers share."""

from datetime import UTC, datetime, timedelta

from eventstore.memory import InMemoryEventStore
from eventstore.testing import new_events

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_a_clock_that_runs_back_stops_the_log_in_time() -> None:
    """Moments of recording never decrease, whatever the clock says."""
    clock = iter([NOON, NOON - timedelta(hours=1), NOON + timedelta(hours=1)])
    store = InMemoryEventStore(lambda: next(clock))
    for number in range(3):
        store.append("a-1", new_events(number), expected=number)
    assert [event.recorded_at - NOON for event in store.read()] == [timedelta(hours=h) for h in (0, 0, 1)]

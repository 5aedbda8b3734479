from datetime import UTC, datetime, timedelta

from rehearsal.run import EPOCH, rehearsal_clock

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_rehearsal_takes_its_time_until_people_have_agreed() -> None:
    """Eight weeks at half a day in a second, and from then on two days."""
    clock = rehearsal_clock(2, NOW)
    for seconds, day in ((0, 0), (1, 0.5), (112, 56), (113, 58)):
        assert clock.at(NOW + timedelta(seconds=seconds)) == EPOCH + timedelta(days=day)

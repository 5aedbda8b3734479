from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.clock import Clock

REAL = datetime(2026, 1, 1, tzinfo=UTC)
EPOCH = datetime(2027, 6, 1, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 8), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive by contract


def test_the_clock_of_production_is_real_time() -> None:
    """Nothing is scaled, and a moment in the past is reached at once."""
    clock = Clock.real()
    assert clock.at(REAL) == REAL
    assert clock.real_time_until(REAL + timedelta(hours=1), REAL) == timedelta(hours=1)
    assert clock.real_time_until(REAL - timedelta(hours=1), REAL) == timedelta(0)


def test_a_rehearsal_runs_a_day_in_a_minute() -> None:
    """At 1440 times the speed a real minute is a day, from the epoch on."""
    clock = Clock(epoch=EPOCH, real_epoch=REAL, speed=1440)
    assert clock.at(REAL) == EPOCH
    assert clock.at(REAL + timedelta(minutes=1)) == EPOCH + timedelta(days=1)
    assert clock.real_time_until(EPOCH + timedelta(days=2), REAL) == timedelta(minutes=2)


def test_a_clock_may_change_its_speed_once() -> None:
    """A day in a minute until the third day, then three days in a minute."""
    third = EPOCH + timedelta(days=2)
    clock = Clock(epoch=EPOCH, real_epoch=REAL, speed=1440, changes_at=third, later_speed=3 * 1440)
    for minutes, days in ((0, 0), (1, 1), (2, 2), (3, 5)):
        assert clock.at(REAL + timedelta(minutes=minutes)) == EPOCH + timedelta(days=days)
        assert clock.reaches(EPOCH + timedelta(days=days)) == REAL + timedelta(minutes=minutes)
    assert Clock.model_validate_json(clock.model_dump_json()) == clock


@given(MOMENTS, st.integers(1, 100_000), st.integers(0, 10**6), st.integers(0, 10**6))
def test_waiting_as_long_as_told_reaches_the_moment(
    real_now: datetime, speed: int, ahead: int, changes: int
) -> None:
    """After the real time until a moment, the engine's time has come to it, give or take rounding."""
    clock = Clock(epoch=EPOCH, real_epoch=REAL, speed=speed)
    later = {"changes_at": clock.at(real_now) + timedelta(seconds=changes), "later_speed": 2 * speed}
    for each in (clock, clock.model_copy(update=later)):
        moment = each.at(real_now) + timedelta(seconds=ahead)
        reached = each.at(real_now + each.real_time_until(moment, real_now))
        assert abs(reached - moment) <= timedelta(microseconds=each.speed + each.later_speed)

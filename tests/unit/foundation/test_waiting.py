from datetime import UTC, datetime, timedelta

import pytest

from domain.waiting import Waiting, sentence

SINCE = datetime(2026, 3, 1, 9, tzinfo=UTC)


def test_a_wait_is_told_in_one_line() -> None:
    """How long, for what, how often reminded, and what comes next."""
    waiting = Waiting(
        what="the mentee's signature",
        since=SINCE,
        reminders=2,
        then="escalates to the coordinator",
        at=datetime(2026, 3, 12, 9, tzinfo=UTC),
    )
    assert sentence(waiting, SINCE + timedelta(days=6)) == (
        "waiting 6 days for the mentee's signature; reminder 2 sent; "
        "escalates to the coordinator Thu 12 Mar 09:00"
    )


@pytest.mark.parametrize(
    ("elapsed", "said"),
    [
        (timedelta(minutes=59), "0 hours"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=23), "23 hours"),
        (timedelta(hours=24), "1 day"),
        (timedelta(days=40), "40 days"),
        (timedelta(hours=-5), "0 hours"),
    ],
)
def test_the_length_of_a_wait_is_told_in_its_largest_unit(elapsed: timedelta, said: str) -> None:
    """Hours within the first day, whole days from then on, and never less than nothing."""
    assert (
        sentence(Waiting(what="an answer", since=SINCE), SINCE + elapsed) == f"waiting {said} for an answer"
    )


def test_nobody_is_waited_for() -> None:
    """Without a wait the line says so."""
    assert sentence(None, SINCE) == "waiting for nobody"

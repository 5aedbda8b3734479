"""Since when an applicant has been waiting for somebody to meet."""

from datetime import UTC, datetime, timedelta

from domain.application.events import (
    ApplicantDeclined,
    ApplicantMatched,
    ApplicantReleased,
    ApplicationWithdrawn,
)
from domain.application.values import DeclineReason, WithdrawalReason
from domain.application.waiting import waiting_since
from domain.event import Event
from domain.vocabulary import Outcome
from tests.kit.history import MATCHED, SELECTED, TRAINED, WAITING, submitted

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
DECLINED = ApplicantDeclined(reason=DeclineReason.OVERSUBSCRIBED, text=None, by="person-coordinator")
WITHDRAWN = ApplicationWithdrawn(reason=WithdrawalReason.NO_TIME, text=None)
SECOND = ApplicantMatched(match_run="match_run-1", relationship="relationship-2")
LOST = ApplicantReleased(relationship="relationship-1", outcome=Outcome.MENTOR_LEFT, rematch=True)


def day_of_waiting(*then: Event) -> int | None:
    """Return on which day a wait began for somebody who applied on day 0, with an event on each day after."""
    history = [(START + timedelta(days=day), event) for day, event in enumerate((submitted("ada"), *then))]
    since = waiting_since(history)
    return None if since is None else (since - START).days


def test_nobody_waits_before_they_are_selected() -> None:
    """Neither without a history, nor with no more than an application."""
    assert waiting_since([]) is None
    assert day_of_waiting() is None


def test_nobody_waits_before_a_match_run_left_them_out() -> None:
    """On which day they were selected, or trained, makes no difference between them."""
    assert day_of_waiting(SELECTED) is None
    assert day_of_waiting(SELECTED, TRAINED) is None


def test_a_wait_begins_with_the_waiting_list() -> None:
    """A second run that leaves them out does not begin it anew."""
    assert day_of_waiting(SELECTED, TRAINED, WAITING) == 3
    assert day_of_waiting(SELECTED, TRAINED, WAITING, WAITING) == 3


def test_whoever_has_a_relationship_does_not_wait() -> None:
    """One is enough, also when a second one has ended."""
    assert day_of_waiting(SELECTED, TRAINED, MATCHED) is None
    assert day_of_waiting(SELECTED, TRAINED, MATCHED, SECOND, LOST) is None


def test_whoever_loses_their_relationship_waits_from_then_on() -> None:
    """Not from the waiting list: they had somebody in between."""
    assert day_of_waiting(SELECTED, TRAINED, WAITING, MATCHED, LOST, WAITING) == 5


def test_whoever_is_out_does_not_wait() -> None:
    """Declined, or withdrawn."""
    assert day_of_waiting(DECLINED) is None
    assert day_of_waiting(SELECTED, TRAINED, WITHDRAWN) is None

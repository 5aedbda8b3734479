"""Activities in threads: nothing stops them from outside, so they look whether anybody waits."""

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.threads import stop_unless_awaited, uninterrupted

carried_out: list[str] = []


@uninterrupted
def errand(name: str) -> str:
    """Carry something out."""
    carried_out.append(name)
    return name


@pytest.fixture
def environment() -> ActivityEnvironment:
    """Where activities run."""
    carried_out.clear()
    return ActivityEnvironment()


def test_an_attempt_that_is_awaited_is_carried_out(environment: ActivityEnvironment) -> None:
    """And so is whatever calls the same outside a worker."""
    assert environment.run(errand, "one") == "one"
    assert errand("two") == "two"
    assert carried_out == ["one", "two"]


def test_an_attempt_that_nobody_awaits_does_not_begin(environment: ActivityEnvironment) -> None:
    """It waited for a thread for too long, and another is under way; Temporal may make yet another."""
    environment.cancel()
    with pytest.raises(ApplicationError, match="nobody waits") as stopped:
        environment.run(errand, "one")
    assert not stopped.value.non_retryable
    assert carried_out == []


def test_an_attempt_is_not_interrupted(environment: ActivityEnvironment) -> None:
    """It ends where it looks, not where it happens to be when nobody waits any more."""

    @uninterrupted
    def long_errand() -> None:
        """Take too long."""
        environment.cancel()
        carried_out.append("first")
        stop_unless_awaited()
        carried_out.append("second")

    with pytest.raises(ApplicationError, match="nobody waits"):
        environment.run(long_errand)
    assert carried_out == ["first"]

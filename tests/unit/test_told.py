"""Being told to stop by a signal."""

import os
import signal
from collections.abc import Iterator
from threading import Timer

import pytest

from bootstrap.told import TOLD_BY, Told


@pytest.fixture
def told() -> Iterator[Told]:
    """Ears open."""
    with Told() as told:
        yield told


def test_nobody_is_told_by_themselves(told: Told) -> None:
    """Without a signal a wait ends with its time, and says so."""
    assert not told.wait(0.01)
    assert not told.is_set()


@pytest.mark.parametrize("by", TOLD_BY)
def test_a_signal_before_the_wait_ends_it(told: Told, by: signal.Signals) -> None:
    """It is not lost, however early it comes."""
    signal.raise_signal(by)
    assert told.is_set()
    assert told.wait()


@pytest.mark.parametrize("by", TOLD_BY)
def test_a_signal_during_the_wait_ends_it(told: Told, by: signal.Signals) -> None:
    """Whichever thread of the process receives it."""
    Timer(0.01, os.kill, (os.getpid(), by)).start()
    assert told.wait()


def test_afterwards_signals_mean_what_they_meant() -> None:
    """Only the `with` block listens."""
    before = [signal.getsignal(by) for by in TOLD_BY]
    with Told():
        assert [signal.getsignal(by) for by in TOLD_BY] != before
    assert [signal.getsignal(by) for by in TOLD_BY] == before

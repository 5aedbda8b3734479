"""Being told to stop by a signal."""

import os
import signal
from collections.abc import Iterator
from threading import Event, Thread, Timer

import pytest

from bootstrap.told import TOLD_BY, Told, join


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


def test_ctrl_c_is_heard_while_a_thread_is_waited_for() -> None:
    """Whichever thread of the process receives it."""
    over = Event()
    other = Thread(target=over.wait)
    other.start()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    Timer(0.01, os.kill, (os.getpid(), signal.SIGINT)).start()
    try:
        with pytest.raises(KeyboardInterrupt):
            join(other)
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        over.set()


def test_a_thread_is_waited_for_as_long_as_said() -> None:
    """And no longer than until it has ended."""
    over = Event()
    other = Thread(target=over.wait)
    other.start()
    join(other, 0.01)
    assert other.is_alive()
    over.set()
    join(other)
    assert not other.is_alive()

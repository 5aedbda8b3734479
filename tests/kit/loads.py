"""Counting how often a log is read."""

from collections import Counter

import pytest

from domain.envelope import RecordedEvent
from eventstore.memory import InMemoryEventStore


def counted_loads(store: InMemoryEventStore, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count from now on how often each stream is loaded."""
    loads, load = Counter[str](), store.load

    def counting(stream: str) -> list[RecordedEvent]:
        loads[stream] += 1
        return load(stream)

    monkeypatch.setattr(store, "load", counting)
    return loads

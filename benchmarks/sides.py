"""The stores that appends are measured on, behind one small door: appends made ready, to be called later."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import count
from uuid import uuid4

from eventsourcing.persistence import StoredEvent

from benchmarks import peer
from benchmarks.payload import STATES, VARIANTS, new_event, new_stream
from eventstore.api import Expected
from eventstore.postgres import PostgresEventStore

Ready = Callable[[], object]
"""An append with everything at hand but the store's own work."""

Prepare = Callable[[int], Ready]
"""Makes an append of so many events to a stream of its own."""

Side = Callable[[str], AbstractContextManager[Prepare]]
"""Opens a store in a database, by URL."""


@contextmanager
def ours(url: str) -> Iterator[Prepare]:
    """Open our log; spelling events out as canonical JSON is part of what is measured."""
    with PostgresEventStore(url, max_size=1) as store:
        requests = count()

        def prepare(batch: int) -> Ready:
            request = next(requests)  # the events of one append have one cause, and so the same metadata
            events = [new_event(number, request) for number in range(batch)]
            return partial(store.append, new_stream(), events, expected=Expected.NO_STREAM)

        yield prepare


@contextmanager
def default(url: str) -> Iterator[Prepare]:
    """Open the peer's recorder as it is by default: it locks its table, so that readers miss nothing."""
    with _recorder(url, enable_db_functions=False) as prepare:
        yield prepare


@contextmanager
def unsafe(url: str) -> Iterator[Prepare]:
    """Open the peer's recorder in its faster mode, which does not lock: readers can miss events."""
    with _recorder(url, enable_db_functions=True) as prepare:
        yield prepare


@contextmanager
def _recorder(url: str, *, enable_db_functions: bool) -> Iterator[Prepare]:
    with peer.recorder(url, enable_db_functions=enable_db_functions) as recorder:

        def prepare(batch: int) -> Ready:
            stream = uuid4()
            events = [
                StoredEvent(stream, version, peer.TOPIC, STATES[version % VARIANTS])
                for version in range(1, batch + 1)
            ]
            return partial(recorder.insert_events, events)

        yield prepare

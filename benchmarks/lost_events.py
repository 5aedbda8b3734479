"""C1: many clients append batches of mixed sizes while a follower reads on; does it ever miss an event?"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final, cast
from uuid import uuid4

from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder

from benchmarks import peer
from benchmarks.bench import Bench, Workload
from benchmarks.finding import Finding, Samples, Target, at_most
from benchmarks.payload import NOON, STATES, VARIANTS
from benchmarks.server import OURS, PEER
from domain.envelope import NewEvent
from eventstore.api import EventStore, Head
from eventstore.lost_events import Findings, follow_writers
from eventstore.postgres import PostgresEventStore

CLIENTS: Final = 32
LONGER: Final = 30
"""How many times longer than a cell of appends ours is watched."""

CONTROL: Final = 8
"""The same for the peer's unsafe mode, which fails soon."""

CONTROLS: Final = 12
"""How often at most that is watched until it fails: the follower is not always near enough to the end."""


class Place:
    """Where the peer put an event; all that the detector asks of one."""

    def __init__(self, position: int) -> None:
        self.position = position


class TheirLog:
    """As much of an `EventStore` as the detector needs, over the peer's recorder."""

    def __init__(self, recorder: PostgresApplicationRecorder) -> None:
        self._recorder = recorder

    def append(self, _: str, events: Sequence[NewEvent], *, expected: object) -> None:
        """Append events to a stream of their own, whatever is expected."""
        del expected
        stream = uuid4()
        self._recorder.insert_events(
            [
                StoredEvent(stream, version, peer.TOPIC, STATES[version % VARIANTS])
                for version in range(1, len(events) + 1)
            ]
        )

    def read(self, *, after: int, limit: int) -> list[Place]:
        """Return where the next events are."""
        found = self._recorder.select_notifications(after, limit, inclusive_of_start=False)
        return [Place(notification.id) for notification in found]

    def head(self) -> Head:
        """Return the last position."""
        return Head(self._recorder.max_notification_id() or 0, None)


def _watch(store: EventStore, seconds: float) -> Findings:
    return follow_writers(store, duration=timedelta(seconds=seconds), now=NOON, writers=CLIENTS)


def _measure(bench: Bench) -> Iterator[Finding]:
    seconds = bench.effort.seconds * LONGER
    bench.tell(f"{CLIENTS} clients for {seconds:.0f} s")
    with bench.server.fresh(OURS) as url, PostgresEventStore(url, max_size=CLIENTS + 1) as store:
        found = _watch(store, seconds)
    yield _finding("missed by a follower", len(found.missed), found, at_most(0))
    yield _finding("gaps in the order", found.gaps, found, at_most(0))

    seconds = bench.effort.seconds * CONTROL
    for number in range(1, CONTROLS + 1):
        bench.tell(f"{CLIENTS} clients of the peer's unsafe mode for {seconds:.0f} s, attempt {number}")
        found = _control(bench, seconds)
        if found.missed:
            break
    flagged = Target("> 0", lambda finding: finding.ours.median > 0)
    yield _finding("control: missed in db-functions mode", len(found.missed), found, flagged)


def _control(bench: Bench, seconds: float) -> Findings:
    with (
        bench.server.fresh(PEER) as url,
        peer.recorder(url, enable_db_functions=True, connections=CLIENTS + 1) as recorder,
    ):
        return _watch(cast("EventStore", TheirLog(recorder)), seconds)


def _finding(what: str, value: int, found: Findings, target: Target) -> Finding:
    return Finding(
        workload="C1",
        what=what,
        unit="events",
        ours=Samples("ours", (value,)),
        target=target,
        facts={"stored": found.stored, "clients": CLIENTS, "out_of_order": found.out_of_order},
    )


WORKLOADS: Final[dict[str, Workload]] = {"C1": _measure}

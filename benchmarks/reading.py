"""R1 and R2: one stream loaded and folded; the whole log read, as it is stored and as typed events."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from time import perf_counter
from typing import Final
from uuid import UUID

from eventsourcing.application import Application

from benchmarks import peer
from benchmarks.bench import Bench, Workload
from benchmarks.finding import Finding, at_least, times
from benchmarks.payload import TYPE, new_event, new_stream
from benchmarks.peer_application import Account, Accounts
from benchmarks.peer_histories import LENGTH, filled
from benchmarks.server import OURS
from domain.envelope import RecordedEvent
from domain.event import Event
from domain.registry import Registry
from domain.values import Value
from eventstore.api import EventStore, Expected
from eventstore.codec import decode
from eventstore.postgres import PostgresEventStore

EVENTS: Final = 200_000
PAGE: Final = 5_000


class Noted(Event):
    """What the payload says."""

    type = TYPE
    amount: int
    at: datetime
    by: str
    note: str


class Balance(Value):
    """What a stream adds up to."""

    events: int = 0
    amount: int = 0


REGISTRY: Final = Registry((Noted,), {})


def evolve(balance: Balance, event: Event) -> Balance:
    """Return the balance after an event."""
    if not isinstance(event, Noted):
        return balance
    return balance.model_copy(update={"events": balance.events + 1, "amount": balance.amount + event.amount})


def _load_ours(store: EventStore, stream: str) -> None:
    balance = Balance()
    for event in store.load(stream):
        balance = evolve(balance, decode(event, REGISTRY))


def _loads(load: Callable[[], object], seconds: float) -> float:
    """Return how often a second something can be loaded."""
    began = perf_counter()
    done = 0
    while perf_counter() < began + seconds:
        load()
        done += 1
    return done / (perf_counter() - began)


def _load(bench: Bench) -> Iterator[Finding]:
    name = filled(bench.server, bench.effort.seconds * 2)
    with (
        bench.server.fresh(OURS) as url,
        PostgresEventStore(url) as store,
        Accounts(peer.environment(bench.server.url(name))) as accounts,
    ):
        stream = new_stream()
        store.append(stream, [new_event(number) for number in range(LENGTH)], expected=Expected.NO_STREAM)
        account: UUID = accounts.recorder.select_notifications(1, 1)[0].originator_id  # type: ignore[assignment] # of UUIDs here
        load: Callable[[UUID], Account] = accounts.repository.get
        found = bench.interleaved(
            {
                "ours": partial(_loads, partial(_load_ours, store, stream), bench.effort.seconds),
                peer.NAME: partial(_loads, partial(load, account), bench.effort.seconds),
            }
        )
    yield Finding(
        workload="R1",
        what=f"load and fold {LENGTH} events",
        unit="loads/s",
        ours=found["ours"],
        peer=found[peer.NAME],
        target=times(1.5),
    )


def _read_ours(store: EventStore, take: Callable[[RecordedEvent], object]) -> float:
    began = perf_counter()
    after = 0
    while page := store.read(after=after, limit=PAGE):
        for event in page:
            take(event)
        after = page[-1].position
    return after / (perf_counter() - began)


def _read_theirs(application: Application[UUID], *, typed: bool) -> float:
    began = perf_counter()
    after = 0
    while page := application.recorder.select_notifications(after, PAGE, inclusive_of_start=False):
        if typed:
            for notification in page:
                application.mapper.to_domain_event(notification)
        after = page[-1].id
    return after / (perf_counter() - began)


def _whole_log(bench: Bench) -> Iterator[Finding]:
    events = bench.effort.events(EVENTS)
    log = bench.server.url(bench.histories.of(events))
    theirs = bench.server.url(filled(bench.server, bench.effort.seconds * 2))
    with PostgresEventStore(log) as store, Accounts(peer.environment(theirs)) as accounts:
        found = bench.interleaved(
            {
                "raw": partial(_read_ours, store, lambda event: event),
                "typed": partial(_read_ours, store, partial(decode, registry=REGISTRY)),
                "their raw": partial(_read_theirs, accounts, typed=False),
                "their typed": partial(_read_theirs, accounts, typed=True),
            }
        )
    for kind, target in (("raw", at_least(100_000)), ("typed", at_least(40_000))):
        yield Finding(
            workload="R2",
            what=f"read {events:,} events, {kind}",
            unit="events/s",
            ours=found[kind],
            peer=found[f"their {kind}"],
            target=target,
        )


WORKLOADS: Final[dict[str, Workload]] = {"R1": _load, "R2": _whole_log}

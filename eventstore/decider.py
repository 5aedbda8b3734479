"""Let an aggregate decide: load, fold, decide, append; again when somebody else was first."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.admission import require_own_stream
from domain.aggregate import Aggregate, CommandT, StateT, fold
from domain.envelope import Actor, Metadata, RecordedEvent
from domain.event import Event
from domain.registry import Registry
from domain.sealed import Sealed
from eventstore.api import EventStore
from eventstore.codec import decode, encode
from eventstore.errors import EventIdReused, VersionConflict

ATTEMPTS: Final = 10
"""How often a command is decided anew before its last conflict is raised."""


@dataclass(frozen=True, slots=True)
class Handled:
    """What a command came to.

    Attributes:
        version: The version of the last event that the command caused; of the stream, if it caused none.
        position: The position of that event; 0 for an empty stream.
        events: What was decided, now or when the command first came.
        duplicate: True when the command had been handled before.
    """

    version: int
    position: int
    events: tuple[Event, ...]
    duplicate: bool


def handle(  # noqa: PLR0913 - what surrounds a command is part of it
    store: EventStore,
    aggregate: Aggregate[StateT, CommandT],
    registry: Registry,
    stream: str,
    command: CommandT,
    *,
    command_id: str,
    actor: Actor,
    correlation_id: str,
    now: datetime,
    reason: Sealed | None = None,
) -> Handled:
    """Carry out a command on one stream; the same command id twice is the same answer.

    Raises:
        AnotherStream: the command begins another stream.
        Refused: a rule of the aggregate says no.
        VersionConflict: others kept getting there first, `ATTEMPTS` times in a row.
        EventIdReused: the command id, or what is derived from it, stands for something else.
        StoreUnreachable: the log cannot be reached.
    """
    require_own_stream(stream, command)
    metadata = Metadata(actor=actor, correlation_id=correlation_id, causation_id=command_id, reason=reason)

    def attempt() -> Handled:
        history = store.load(stream)
        if before := [event for event in history if event.metadata["causation_id"] == command_id]:
            return _handled(before, [decode(event, registry) for event in before], duplicate=True)
        state = fold(aggregate, [decode(event, registry) for event in history])
        decided = aggregate.decide(state, command, now)
        if not decided:
            return _handled(history, [], duplicate=False)
        events = [
            encode(event, stream=stream, cause=command_id, index=index, metadata=metadata, occurred_at=now)
            for index, event in enumerate(decided)
        ]
        appended = store.append(stream, events, expected=len(history))
        return Handled(appended.version, appended.position, tuple(decided), appended.duplicate)

    for _ in range(ATTEMPTS - 1):
        # The second may be this very command, sent twice: its twin was first, decided on another state.
        with suppress(VersionConflict, EventIdReused):
            return attempt()
    return attempt()


def _handled(history: list[RecordedEvent], events: list[Event], *, duplicate: bool) -> Handled:
    last = history[-1] if history else None
    return Handled(last.version if last else 0, last.position if last else 0, tuple(events), duplicate)

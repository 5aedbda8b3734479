"""Reading and extending one stream of the log, for a workflow."""

from collections.abc import Callable
from typing import TypeVar

from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.messages import Answer, Append, Load, Snapshot, Stored
from activities.threads import uninterrupted
from domain.catalogue import AGGREGATES, REGISTRY
from domain.envelope import RecordedEvent
from domain.ids import category_of
from eventstore.api import EventStore
from eventstore.codec import decode
from eventstore.errors import EventIdReused, VersionConflict

REMEMBERED = 200
"""How many answered commands a workflow remembers; older ones are still in the log."""

Result = TypeVar("Result")


class StoreActivities:
    """The log, as a workflow sees it.

    A conflict is not retried, since only a fresh decision can resolve it: it reaches the workflow as an
    `ApplicationError` whose type is the error's code. Anything else, an unreachable database above all, is
    retried until it passes.
    """

    def __init__(self, store: EventStore) -> None:
        self._store = store

    @uninterrupted
    def load_stream(self, load: Load) -> Snapshot:
        """Fold a stream into the state that its workflow carries on from."""
        aggregate = AGGREGATES[category_of(load.stream)]
        recorded = self._store.load(load.stream)
        heard = _heard(recorded, load)
        state = aggregate.initial()
        for event in recorded[:heard]:
            state = aggregate.evolve(state, decode(event, REGISTRY))
        answered = answers(recorded, load.about)
        return Snapshot(
            version=recorded[-1].version if recorded else 0,
            position=recorded[-1].position if recorded else 0,
            correlation_id=recorded[0].metadata["correlation_id"] if recorded else "",
            state=state.model_dump(mode="json"),
            answered=answered,
            forgetful=any(event.metadata["causation_id"] not in answered for event in recorded),
            unheard=tuple(
                Stored(type=event.type, schema_version=event.schema_version, data=dict(event.data))
                for event in recorded[heard:]
            ),
        )

    @uninterrupted
    def append_events(self, append: Append) -> Answer:
        """Append the events of one decision: all of them or none, and the same ones only once."""
        appended = refusing_conflicts(
            lambda: self._store.append(append.stream, append.events, expected=append.expected_version)
        )
        return Answer(
            version=appended.version,
            position=appended.position,
            events=tuple(event.type for event in append.events),
        )


def answers(recorded: list[RecordedEvent], about: str | None = None) -> dict[str, Answer]:
    """Reconstruct what the latest commands of a stream were answered, from the events they caused."""
    found: dict[str, Answer] = {}
    for event in recorded:
        cause = event.metadata["causation_id"]
        earlier = found.pop(cause, None)
        found[cause] = Answer(
            version=event.version,
            position=event.position,
            events=(*(earlier.events if earlier else ()), event.type),
        )
    latest = dict(list(found.items())[-REMEMBERED:])
    return latest | {about: found[about]} if about is not None and about in found else latest


def _heard(recorded: list[RecordedEvent], load: Load) -> int:
    """Return how many events come before the first that the asking run does not know to have stored."""
    return next(
        (
            index
            for index, event in enumerate(recorded)
            if event.version > load.after and event.metadata.get("run_id") == load.run
        ),
        len(recorded),
    )


def refusing_conflicts(append: Callable[[], Result]) -> Result:
    """Run an append; a conflict becomes an error that Temporal does not retry."""
    try:
        return append()
    except (VersionConflict, EventIdReused) as conflict:
        raise ApplicationError(
            str(conflict),
            type=conflict.code,
            non_retryable=True,
            category=ApplicationErrorCategory.BENIGN,  # the workflow knows what to do, so nobody is alarmed
        ) from conflict

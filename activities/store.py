"""Reading and extending one stream of the log, for a workflow."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import count
from typing import Any, TypeVar

from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from activities.messages import Answer, Append, Load, Snapshot, Stored
from activities.threads import uninterrupted
from domain.catalogue import AGGREGATES, REGISTRY
from domain.envelope import RecordedEvent
from domain.ids import category_of, event_id
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
        """Return what the asking run does not know of its stream.

        To a run that knows more than the log, which a failover or a restore took back, that is everything.
        """
        news = self._store.load(load.stream, after_version=max(load.after - 1, 0))
        if load.after and not news:
            return self.load_stream(load.model_copy(update={"after": 0}))
        news = news[1:] if load.after else news
        heard = _heard(news, load.run)
        known = answers(news)
        latest = dict(list(known.items())[-max(REMEMBERED, len(news) - heard) :])
        state, first = self._folded(load, news, heard) if heard or not load.after else (None, "")
        return Snapshot(
            version=news[-1].version if news else load.after,
            position=news[-1].position if news else 0,
            correlation_id=first,
            state=state,
            answered=latest | self._answers_to(load.stream, set(load.about) - latest.keys()),
            forgetful=len(latest) < len(known),
            unheard=tuple(
                Stored(type=event.type, schema_version=event.schema_version, data=dict(event.data))
                for event in news[heard:]
            ),
        )

    def _folded(self, load: Load, news: list[RecordedEvent], heard: int) -> tuple[dict[str, Any], str]:
        """Return the state after the first `heard` of the news, and what the stream is correlated with."""
        recorded = self._store.load(load.stream) if load.after else news
        aggregate = AGGREGATES[category_of(load.stream)]
        state = aggregate.initial()
        for event in recorded[: load.after + heard]:
            state = aggregate.evolve(state, decode(event, REGISTRY))
        first = recorded[0].metadata["correlation_id"] if recorded else ""
        return state.model_dump(mode="json"), first

    def _answers_to(self, stream: str, commands: Collection[str]) -> dict[str, Answer]:
        """Return what commands were answered, however long ago; what was never carried out is left out."""
        found: list[RecordedEvent] = []
        for command in commands:
            for index in count():
                event = self._store.find(event_id(stream, command, index))
                if event is None:
                    break
                found.append(event)
        return answers(found)

    @uninterrupted
    def append_events(self, append: Append) -> Answer:
        """Append events: all of them or none, and the same ones only once."""
        appended = refusing_conflicts(
            lambda: self._store.append(append.stream, append.events, expected=append.expected_version)
        )
        return Answer(
            version=appended.version,
            position=appended.position,
            events=tuple(event.type for event in append.events),
        )


def answers(recorded: Iterable[RecordedEvent]) -> dict[str, Answer]:
    """Reconstruct what commands were answered, in their order, from the events they caused."""
    found: dict[str, Answer] = {}
    for event in recorded:
        cause = event.metadata["causation_id"]
        earlier = found.pop(cause, None)
        found[cause] = Answer(
            version=event.version,
            position=event.position,
            events=(*(earlier.events if earlier else ()), event.type),
        )
    return found


def _heard(news: Sequence[RecordedEvent], run: str) -> int:
    """Return how many events come before the first that the asking run does not know to have stored."""
    return next((n for n, event in enumerate(news) if event.metadata.get("run_id") == run), len(news))


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

"""A stream as the workflow that keeps it knows it: its state, the answers it gave, and how it is extended."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from temporalio import workflow
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.messages import Answer, Append, Load, Snapshot
    from activities.store import StoreActivities
    from domain.aggregate import TimedAggregate
    from domain.catalogue import REGISTRY
    from domain.clock import Clock
    from domain.command import Command
    from domain.envelope import Actor, Metadata, NewEvent
    from domain.event import Event
    from domain.ids import event_id
    from domain.sealed import Sealed
    from domain.values import Value
    from workflows.effects import quickly_or_patiently

StateT = TypeVar("StateT", bound=Value)
CommandT = TypeVar("CommandT", bound=Command)

CONFLICTS: Final = ("version_conflict", "event_id_reused")


class Conflict(Exception):
    """The stream is not where the workflow thought; it has to load it and decide again."""


class Decision(NamedTuple):
    """What one command or deadline came to.

    Attributes:
        cause: The id of the command or deadline.
        actor: Who asked.
        correlation_id: Shared by everything that one first request set off.
        events: What happened; may be nothing.
        reason: Why, sealed, where the person said so.
    """

    cause: str
    actor: Actor
    correlation_id: str
    events: Sequence[Event]
    reason: Sealed | None = None


class KeptStream(Generic[StateT, CommandT]):
    """What a run of a workflow knows of its stream.

    Args:
        aggregate: The pure functions that decide.
        state_type: Reads a state from its JSON fields.
        name: The stream.
        clock: How the engine's time runs.

    Attributes:
        state: Where the stream stands.
        version: Its version.
        position: The position in the log of its last event.
        correlation_id: What its first event was correlated with; the stream itself before there is one.
        answered: What commands were answered, by their ids.
        loaded: Whether anything is known yet.
        forgetful: Whether commands were answered that are not among them, longer ago.
        caused: The events that call for something still to be done, each with the state right after it.
    """

    def __init__(
        self, aggregate: TimedAggregate[StateT, CommandT], state_type: type[StateT], name: str, clock: Clock
    ) -> None:
        self._aggregate, self._state_type, self._clock = aggregate, state_type, clock
        self.name = self.correlation_id = name
        self.state = aggregate.initial()
        self.version = self.position = 0
        self.answered: dict[str, Answer] = {}
        self.loaded = self.forgetful = False
        self.caused: list[tuple[Event, StateT]] = []

    async def load(self, *about: str) -> None:
        """Take in what is not known yet, and what the commands `about` were answered, however long ago."""
        load = Load(stream=self.name, run=workflow.info().run_id, after=self.version, about=about)
        snapshot: Snapshot = await quickly_or_patiently(StoreActivities.load_stream, load, "load the stream")
        if snapshot.version < self.version:
            self.answered.clear()  # the log went back, and with it what it answered
        if snapshot.state is not None:
            self.state = self._state_type.model_validate(snapshot.state)
        for stored in snapshot.unheard:
            self._take_in(REGISTRY.decode(stored.type, stored.schema_version, stored.data))
        self.version, self.position = snapshot.version, max(self.position, snapshot.position)
        self.correlation_id = snapshot.correlation_id or self.correlation_id
        self.answered |= snapshot.answered
        self.forgetful = self.forgetful or snapshot.forgetful
        self.loaded = True

    async def append(self, *decisions: Decision) -> None:
        """Add the events of decisions, each made on the state that the one before leaves; all or none.

        Raises:
            Conflict: the log knows of something that this run does not.
        """
        new = tuple(event for decision in decisions for event in self._envelopes(decision))
        if not new:
            return
        end = await self._append(Append(stream=self.name, expected_version=self.version, events=new))
        self.position = end.position - len(new)  # what one append adds stands together
        for decision in decisions:
            if decision.events:
                self._carry_out(decision)

    def _carry_out(self, decision: Decision) -> None:
        if not self.version:
            self.correlation_id = decision.correlation_id
        for event in decision.events:
            self._take_in(event)
        self.version += len(decision.events)
        self.position += len(decision.events)
        self.answered[decision.cause] = Answer(
            version=self.version,
            position=self.position,
            events=tuple(event.type for event in decision.events),
        )

    def _take_in(self, event: Event) -> None:
        self.state = self._aggregate.evolve(self.state, event)
        self.caused.append((event, self.state))

    async def _append(self, append: Append) -> Answer:
        summary = ", ".join(dict.fromkeys(event.type for event in append.events))
        try:
            answer: Answer = await quickly_or_patiently(StoreActivities.append_events, append, summary)
        except ApplicationError as refusal:
            if refusal.type in CONFLICTS:
                raise Conflict from refusal
            raise
        if answer.version != append.expected_version + len(append.events):
            raise Conflict  # these events were stored earlier: by a run that this one knows nothing of
        return answer

    def _envelopes(self, decision: Decision) -> Iterator[NewEvent]:
        metadata = _metadata(decision)
        for index, event in enumerate(decision.events):
            yield NewEvent(
                event_id=event_id(self.name, decision.cause, index),
                type=event.type,
                schema_version=event.schema_version,
                data=event.model_dump(mode="json"),
                metadata=metadata,
                occurred_at=self._clock.at(workflow.now()),
            )


def _metadata(decision: Decision) -> dict[str, Any]:
    update = workflow.current_update_info()
    return Metadata(
        actor=decision.actor,
        correlation_id=decision.correlation_id,
        causation_id=decision.cause,
        reason=decision.reason,
        workflow_id=workflow.info().workflow_id,
        run_id=workflow.info().run_id,
        update_id=update.id if update else None,
    ).model_dump(mode="json", exclude_none=True)

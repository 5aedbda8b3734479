"""The loop that every aggregate with deadlines lives in.

Wait for the next command or the next deadline, decide, append, evolve, and do what the events call for.
The workflow is disposable: with its stream's name alone it loads the stream and carries on with the right
deadlines. A lost Temporal service, an expired retention, a conflict after a reset and a continue-as-new
are therefore one case, `_load`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Generic, TypeVar

from temporalio import workflow
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

with workflow.unsafe.imports_passed_through():
    from pydantic import TypeAdapter, ValidationError

    from activities.messages import Answer, Append, Load, Request, Snapshot, Start
    from activities.store import StoreActivities
    from domain.admission import require_own_stream, require_own_texts
    from domain.aggregate import TimedAggregate
    from domain.catalogue import REGISTRY
    from domain.command import Command
    from domain.envelope import ENGINE, Actor, Metadata, NewEvent
    from domain.errors import Refused
    from domain.event import Event
    from domain.ids import derive, event_id
    from domain.sealed import Sealed
    from domain.values import Value
    from workflows.effects import quickly_or_patiently

StateT = TypeVar("StateT", bound=Value)
CommandT = TypeVar("CommandT", bound=Command)

CONFLICTS: Final = ("version_conflict", "event_id_reused")
MOMENT: Final = timedelta(milliseconds=1)

FollowUp = Callable[[Sequence[tuple[Event, StateT]]], Awaitable[None]]


class Conflict(Exception):
    """The stream is not where the workflow thought; it has to load it and decide again."""


class AggregateLoop(Generic[StateT, CommandT]):
    """Runs one aggregate inside a workflow; the workflow class gives it the pieces that differ.

    Args:
        aggregate: The pure functions that decide.
        commands: Reads a command from its JSON fields.
        state_type: Reads a state from its JSON fields.
        start: What the workflow was started with.
    """

    def __init__(
        self,
        aggregate: TimedAggregate[StateT, CommandT],
        commands: TypeAdapter[CommandT],
        state_type: type[StateT],
        start: Start,
    ) -> None:
        self.aggregate, self._commands, self._state_type = aggregate, commands, state_type
        self.stream, self.clock, self._opening = start.stream, start.clock, start.opening
        self._run_length = start.run_length
        self.state = aggregate.initial()
        self.version = self.position = 0
        self._correlation_id = start.stream
        self._answered: dict[str, Answer] = {}
        self._loaded = self._forgetful = False
        self._deciding = asyncio.Lock()
        self._caused: list[tuple[Event, StateT]] = []

    def now(self) -> datetime:
        """Return the engine's time."""
        return self.clock.at(workflow.now())

    # -- commands ------------------------------------------------------------------------------------------

    def validate(self, request: Request) -> None:
        """Refuse a command before it enters the history, unless only its turn or the log can tell.

        Raises:
            ApplicationError: the command cannot be read, or a rule says no; its type is the refusal's code.
        """
        command = self.read(request)
        known = self._loaded and not self._forgetful and not self._deciding.locked()
        if known and request.command_id not in self._answered:
            self._decide(command)

    def read(self, request: Request) -> CommandT:
        """Return the command of a request.

        Raises:
            ApplicationError: it cannot be read, or does not belong here; says where, and never quotes it.
        """
        try:
            command = self._commands.validate_python(request.command, strict=False)
            require_own_stream(self.stream, command)
            require_own_texts(request.command_id, command, request.reason)
        except Refused as refusal:
            raise _refused(refusal) from None
        except ValidationError as error:
            # Not the error's own text: that quotes what was sent, which may be somebody's own words.
            wrong = "; ".join(
                f"{'.'.join(str(part) for part in each['loc']) or 'kind'}: {each['msg']}"
                for each in error.errors(include_input=False, include_url=False, include_context=False)
            )
            message = f"The command cannot be read: {wrong}. Compare it with the command reference."
            raise ApplicationError(message, type="unreadable_command", non_retryable=True) from None
        return command

    async def send(self, request: Request) -> Answer:
        """Carry out a command once, however often it comes.

        Raises:
            ApplicationError: a rule says no; its type is the refusal's code.
        """
        await workflow.wait_condition(lambda: self._loaded)
        async with self._deciding:
            return await self._handle(request)

    async def _handle(self, request: Request) -> Answer:
        command = self.read(request)
        recalled = False
        while True:
            if answer := self._answered.get(request.command_id):
                return answer
            if await self._meet_deadline():
                continue  # the command comes after what fell due before it
            if self._forgetful and not recalled and not self._causes_anything(command):
                await self._load(about=request.command_id)  # it may have been carried out long ago
                recalled = True
                continue
            events = self._decide(command)
            try:
                return await self._append(
                    events,
                    cause=request.command_id,
                    actor=request.actor,
                    correlation_id=request.correlation_id,
                    reason=request.reason,
                )
            except Conflict:
                await self._load(about=request.command_id)

    def _causes_anything(self, command: CommandT) -> bool:
        try:
            return bool(self._decide(command))
        except ApplicationError:
            return False

    def _decide(self, command: CommandT) -> list[Event]:
        """Decide on the state as it is now, with what has fallen due since it was reached."""
        now = self.now()
        state = self.state
        for event in self.aggregate.on_deadline(state, now):
            state = self.aggregate.evolve(state, event)
        try:
            return self.aggregate.decide(state, command, now)
        except Refused as refusal:
            raise _refused(refusal) from None

    # -- the life of the aggregate -------------------------------------------------------------------------

    async def run(
        self,
        *,
        follow_up: FollowUp[StateT],
        show: Callable[[], None],
        carry_on: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Carry on from the log until the aggregate has ended.

        Args:
            follow_up: Does what events call for; gets each with the state right after it.
            show: Shows the state to those who look into Temporal.
            carry_on: Does what the state calls for, also after a restart; harmless when done already.
        """
        await self._open()
        while True:
            seen = self.version
            show()
            await self._do_what_events_call_for(follow_up)
            if carry_on:
                await carry_on()
            if self._is_over():
                break
            await self._continue_as_new_if_long()
            await self._wait(seen)
        await workflow.wait_condition(workflow.all_handlers_finished)

    async def _open(self) -> None:
        await self._load()
        if self._opening and not self.version:
            async with self._deciding:
                await self._handle(self._opening)

    def _is_over(self) -> bool:
        """Whether nothing is left to wait for: the aggregate has ended, or was never begun."""
        idle = workflow.all_handlers_finished() and not self._caused
        return idle and (self.version == 0 or self.aggregate.is_over(self.state))

    async def _wait(self, seen: int) -> None:
        """Wait until the stream goes beyond a version, or for the next deadline, which is acted upon."""
        if self.version != seen:
            return
        deadline = self.aggregate.next_deadline(self.state)
        if deadline is None or deadline > self.now():
            try:
                await workflow.wait_condition(
                    lambda: self.version != seen or self._is_over(),
                    timeout=self._time_until(deadline),
                    timeout_summary="next deadline",
                )
            except TimeoutError:
                pass
            else:
                return
        async with self._deciding:
            await self._meet_deadline()

    def _time_until(self, deadline: datetime | None) -> timedelta | None:
        """Return how long until a deadline, in real time; at least a moment, or rounding makes us spin."""
        return max(self.clock.real_time_until(deadline, workflow.now()), MOMENT) if deadline else None

    async def _meet_deadline(self) -> bool:
        """Do what has fallen due, and tell whether anything had."""
        events = self.aggregate.on_deadline(self.state, self.now())
        if events:
            cause = str(derive(self.stream, "deadline", self.version + 1))
            try:
                await self._append(events, cause=cause, actor=ENGINE, correlation_id=self._correlation_id)
            except Conflict:
                await self._load()
        return bool(events)

    async def _do_what_events_call_for(self, follow_up: FollowUp[StateT]) -> None:
        while self._caused:
            caused, self._caused = self._caused, []
            await follow_up(caused)

    async def _continue_as_new_if_long(self) -> None:
        info = workflow.info()
        if info.is_continue_as_new_suggested() or info.get_current_history_length() > self._run_length:
            await workflow.wait_condition(workflow.all_handlers_finished)
            if not self._caused:
                again = Start(stream=self.stream, clock=self.clock, run_length=self._run_length)
                workflow.continue_as_new(again)

    # -- the log -------------------------------------------------------------------------------------------

    async def _load(self, about: str | None = None) -> None:
        load = Load(stream=self.stream, run=workflow.info().run_id, after=self.version, about=about)
        snapshot: Snapshot = await quickly_or_patiently(StoreActivities.load_stream, load, "load the stream")
        self.state = self._state_type.model_validate(snapshot.state)
        for stored in snapshot.unheard:
            self._take_in(REGISTRY.decode(stored.type, stored.schema_version, stored.data))
        self.version, self.position = snapshot.version, snapshot.position
        self._correlation_id = snapshot.correlation_id or self.stream
        self._answered, self._forgetful = dict(snapshot.answered), snapshot.forgetful
        self._loaded = True

    def _take_in(self, event: Event) -> None:
        self.state = self.aggregate.evolve(self.state, event)
        self._caused.append((event, self.state))

    async def _append(
        self,
        events: Sequence[Event],
        *,
        cause: str,
        actor: Actor,
        correlation_id: str,
        reason: Sealed | None = None,
    ) -> Answer:
        if not events:
            return Answer(version=self.version, position=self.position)
        metadata = self._metadata(cause, actor, correlation_id, reason)
        answer = await self._append_activity(
            Append(
                stream=self.stream,
                expected_version=self.version,
                events=tuple(self._envelope(event, cause, n, metadata) for n, event in enumerate(events)),
            )
        )
        for event in events:
            self._take_in(event)
        self.version, self.position = answer.version, answer.position
        self._answered[cause] = answer
        return answer

    async def _append_activity(self, append: Append) -> Answer:
        summary = ", ".join(event.type for event in append.events)
        try:
            answer: Answer = await quickly_or_patiently(StoreActivities.append_events, append, summary)
        except ApplicationError as refusal:
            if refusal.type in CONFLICTS:
                raise Conflict from refusal
            raise
        if answer.version != append.expected_version + len(append.events):
            raise Conflict  # these events were stored earlier: by a run that this one knows nothing of
        return answer

    def _metadata(
        self, cause: str, actor: Actor, correlation_id: str, reason: Sealed | None
    ) -> dict[str, Any]:
        update = workflow.current_update_info()
        return Metadata(
            actor=actor,
            correlation_id=correlation_id,
            causation_id=cause,
            reason=reason,
            workflow_id=workflow.info().workflow_id,
            run_id=workflow.info().run_id,
            update_id=update.id if update else None,
        ).model_dump(mode="json", exclude_none=True)

    def _envelope(self, event: Event, cause: str, index: int, metadata: dict[str, Any]) -> NewEvent:
        return NewEvent(
            event_id=event_id(self.stream, cause, index),
            type=event.type,
            schema_version=event.schema_version,
            data=event.model_dump(mode="json"),
            metadata=metadata,
            occurred_at=self.now(),
        )


def _refused(refusal: Refused) -> ApplicationError:
    """Return a refusal as those hear it who asked; it alarms nobody."""
    return ApplicationError(
        str(refusal), type=refusal.code, non_retryable=True, category=ApplicationErrorCategory.BENIGN
    )

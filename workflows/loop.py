"""The loop that every aggregate with deadlines lives in.

Wait for the next command or the next deadline, decide, append, evolve, and do what the events call for.
The workflow is disposable: with its stream's name alone it loads the stream and carries on with the right
deadlines. A lost Temporal service, an expired retention, a conflict after a reset and a continue-as-new
are therefore one case, `KeptStream.load`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar

from temporalio import workflow
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

with workflow.unsafe.imports_passed_through():
    from pydantic import TypeAdapter, ValidationError

    from activities.messages import Answer, Request, Start
    from domain.admission import require_own_stream, require_own_texts
    from domain.aggregate import TimedAggregate
    from domain.command import Command
    from domain.envelope import ENGINE
    from domain.errors import Refused
    from domain.event import Event
    from domain.ids import derive
    from domain.values import Value
    from workflows.stream import Conflict, Decision, KeptStream

StateT = TypeVar("StateT", bound=Value)
CommandT = TypeVar("CommandT", bound=Command)

TOGETHER: Final = 200
"""How many reports one append may carry out."""

MOMENT: Final = timedelta(milliseconds=1)

FollowUp = Callable[[Sequence[tuple[Event, StateT]]], Awaitable[None]]


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
        self.aggregate, self._commands = aggregate, commands
        self.clock, self._opening, self._run_length = start.clock, start.opening, start.run_length
        self._kept = KeptStream[StateT, CommandT](aggregate, state_type, start.stream, start.clock)
        self._deciding = asyncio.Lock()
        self._reported: list[Request] = []

    @property
    def stream(self) -> str:
        """The stream."""
        return self._kept.name

    @property
    def state(self) -> StateT:
        """Where the stream stands."""
        return self._kept.state

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
        known = self._kept.loaded and not self._kept.forgetful and not self._deciding.locked()
        if known and request.command_id not in self._kept.answered:
            self._decide(command, self.state)

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
        await workflow.wait_condition(lambda: self._kept.loaded)
        async with self._deciding:
            return await self._handle(request)

    async def report(self, request: Request) -> None:
        """Carry out what another workflow reports; nobody waits for the answer, so a refusal is only logged.

        What was reported meanwhile is carried out with it, in one append: while a task is under way Temporal
        keeps about a hundred signals waiting, and ends a task by force that lets more of them wait.
        """
        self._reported.append(request)
        await workflow.wait_condition(lambda: self._kept.loaded)
        async with self._deciding:
            while self._reported:
                together, self._reported = self._reported[:TOGETHER], self._reported[TOGETHER:]
                await self._handle_reports(together)

    async def _handle(self, request: Request) -> Answer:
        command, kept = self.read(request), self._kept
        recalled = False
        while True:
            if answer := kept.answered.get(request.command_id):
                return answer
            if await self._meet_deadline():
                continue  # the command comes after what fell due before it
            if kept.forgetful and not recalled and not self._causes_anything(command):
                await kept.load(request.command_id)  # it may have been carried out long ago
                recalled = True
                continue
            try:
                await kept.append(_decision(request, self._decide(command, self.state)))
            except Conflict:
                await kept.load(request.command_id)
            else:
                return kept.answered.get(request.command_id) or Answer(
                    version=kept.version, position=kept.position
                )

    async def _handle_reports(self, reports: Sequence[Request]) -> None:
        while reports:
            if await self._meet_deadline():
                continue
            decisions, left = self._decide_reports(reports)
            try:
                await self._kept.append(*decisions)
            except Conflict:
                await self._kept.load(*(report.command_id for report in reports))
            else:
                reports = left

    def _decide_reports(self, reports: Sequence[Request]) -> tuple[list[Decision], Sequence[Request]]:
        """Decide one after the other, each on what the one before leaves, until something falls due by that.

        Returns:
            What they come to, and the reports that are left.
        """
        state, decided = self.state, dict[str, Decision]()
        for number, report in enumerate(reports):
            if self.aggregate.on_deadline(state, self.now()):
                return list(decided.values()), reports[number:]
            if report.command_id in self._kept.answered or report.command_id in decided:
                continue
            try:
                events = self._decide(self.read(report), state)
            except ApplicationError as refusal:
                workflow.logger.warning("report refused", extra={"refusal": refusal.type})
                continue
            decided[report.command_id] = _decision(report, events)
            for event in events:
                state = self.aggregate.evolve(state, event)
        return list(decided.values()), ()

    def _causes_anything(self, command: CommandT) -> bool:
        try:
            return bool(self._decide(command, self.state))
        except ApplicationError:
            return False

    def _decide(self, command: CommandT, state: StateT) -> list[Event]:
        """Decide on a state with what has fallen due since it was reached."""
        now = self.now()
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
            seen = self._kept.version
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
        await self._kept.load()
        if self._opening and not self._kept.version:
            async with self._deciding:
                await self._handle(self._opening)

    def _is_over(self) -> bool:
        """Whether nothing is left to wait for: the aggregate has ended, or was never begun."""
        idle = workflow.all_handlers_finished() and not self._kept.caused
        return idle and (self._kept.version == 0 or self.aggregate.is_over(self.state))

    async def _wait(self, seen: int) -> None:
        """Wait until the stream goes beyond a version, or for the next deadline, which is acted upon."""
        if self._kept.version != seen:
            return
        deadline = self.aggregate.next_deadline(self.state)
        if deadline is None or deadline > self.now():
            try:
                await workflow.wait_condition(
                    lambda: self._kept.version != seen or self._is_over(),
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
            cause = str(derive(self.stream, "deadline", self._kept.version + 1))
            try:
                await self._kept.append(Decision(cause, ENGINE, self._kept.correlation_id, events))
            except Conflict:
                await self._kept.load()
        return bool(events)

    async def _do_what_events_call_for(self, follow_up: FollowUp[StateT]) -> None:
        while self._kept.caused:
            caused, self._kept.caused = self._kept.caused, []
            await follow_up(caused)

    async def _continue_as_new_if_long(self) -> None:
        info = workflow.info()
        if info.is_continue_as_new_suggested() or info.get_current_history_length() > self._run_length:
            await workflow.wait_condition(workflow.all_handlers_finished)
            if not self._kept.caused:
                again = Start(stream=self.stream, clock=self.clock, run_length=self._run_length)
                workflow.continue_as_new(again)


def _decision(request: Request, events: Sequence[Event]) -> Decision:
    return Decision(request.command_id, request.actor, request.correlation_id, events, request.reason)


def _refused(refusal: Refused) -> ApplicationError:
    """Return a refusal as those hear it who asked; it alarms nobody."""
    return ApplicationError(
        str(refusal), type=refusal.code, non_retryable=True, category=ApplicationErrorCategory.BENIGN
    )

"""One dated run of a programme, from its draft to its evaluation."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from pydantic import TypeAdapter

    from activities.cancelling import CancellingActivities
    from activities.facts import FactActivities
    from activities.launch import LaunchActivities, PageStarted, StartPage
    from activities.matching import MatchingActivities
    from activities.messages import (
        CYCLE_WORKFLOW,
        REPORT_SIGNAL,
        SEND_UPDATE,
        Answer,
        CycleMoment,
        Request,
        Start,
    )
    from domain.cycle import CYCLE, GUARDED_KINDS, CycleCommand, CycleFacts, CycleState, Phase
    from domain.cycle.commands import Guarded, RecordRelationshipsStarted
    from domain.cycle.notices import notices
    from domain.cycle.phase import WITH_RELATIONSHIPS
    from domain.envelope import ENGINE
    from domain.event import Event
    from domain.ids import derive
    from workflows import search_attributes as attributes
    from workflows.details import Display
    from workflows.effects import perform, tell
    from workflows.loop import AggregateLoop

COMMANDS: Final[TypeAdapter[CycleCommand]] = TypeAdapter(CycleCommand)
MATCHING_WITHIN: Final = timedelta(minutes=30)
PAGE_WITHIN: Final = timedelta(minutes=5)


@workflow.defn(name=CYCLE_WORKFLOW)
class ProgrammeCycle:
    """Takes the commands of one cycle, has its pool matched, and starts its relationships."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._loop: AggregateLoop[CycleState, CycleCommand] = AggregateLoop(
            CYCLE, COMMANDS, CycleState, start
        )
        self._display = Display()
        self._matched = self._ended = False

    @workflow.run
    async def run(self, start: Start) -> None:
        """Carry on from the log until the cycle is evaluated or cancelled."""
        del start  # taken by __init__, since a command may come before the first line here
        await self._loop.run(follow_up=self._follow_up, show=self._show, carry_on=self._carry_on)

    @workflow.update(name=SEND_UPDATE)
    async def send(self, request: Request) -> Answer:
        """Carry out a command of `domain.cycle.commands` once, however often it comes."""
        if request.command.get("kind") in GUARDED_KINDS:
            facts: CycleFacts = await perform(
                FactActivities.gather_facts, self._loop.stream, within=PAGE_WITHIN
            )
            command = {**request.command, "facts": facts.model_dump(mode="json")}
            request = request.model_copy(update={"command": command})
        return await self._loop.send(request)

    @send.validator
    def _refuse(self, request: Request) -> None:
        if not isinstance(self._loop.read(request), Guarded):  # which only the handler has the facts for
            self._loop.validate(request)

    @workflow.signal(name=REPORT_SIGNAL)
    async def report(self, request: Request) -> None:
        """Carry out what a relationship reports."""
        await self._loop.report(request)

    def _show(self) -> None:
        state, now = self._loop.state, self._loop.now()
        self._display.show(
            status=state.phase,
            waiting=CYCLE.waiting_on(state, now),
            deadline=CYCLE.next_deadline(state),
            now=now,
            attributes=[
                attributes.PROGRAMME.value_set(state.programme),
                attributes.CYCLE.value_set(self._loop.stream),
                attributes.PHASE.value_set(state.phase.value),
            ],
        )

    async def _follow_up(self, caused: Sequence[tuple[Event, CycleState]]) -> None:
        await tell([notice for event, state in caused for notice in notices(state, event)])

    async def _carry_on(self) -> None:
        if self._loop.state.phase is Phase.MATCHING and not self._matched:
            await perform(MatchingActivities.run_matching, self._moment(), within=MATCHING_WITHIN)
            self._matched = True
        if self._is_starting():
            await perform(LaunchActivities.publish_match_runs, self._moment(), within=PAGE_WITHIN)
        while self._is_starting():
            await self._start_page(self._loop.state.pages + 1)
        if self._loop.state.phase is Phase.CANCELLED and not self._ended:
            await self._end_relationships()
            self._ended = True

    def _is_starting(self) -> bool:
        state = self._loop.state
        return state.phase in WITH_RELATIONSHIPS and not state.all_started

    async def _start_page(self, number: int) -> None:
        page = StartPage(moment=self._moment(), page=number)
        await self._record(number, await perform(LaunchActivities.start_page, page, within=PAGE_WITHIN))

    async def _end_relationships(self) -> None:
        """Have every relationship ended; count what a launch that is cut off had begun."""
        begun: int = await perform(CancellingActivities.end_relationships, self._moment(), within=PAGE_WITHIN)
        state = self._loop.state
        if state.match_runs and not state.all_started:
            await self._record(state.pages + 1, PageStarted(count=begun, last=True))

    async def _record(self, number: int, page: PageStarted) -> None:
        record = RecordRelationshipsStarted(page=number, count=page.count, last=page.last)
        await self._loop.send(
            Request(
                command_id=str(derive(self._loop.stream, "page", number)),
                command=record.model_dump(mode="json"),
                actor=ENGINE,
                correlation_id=self._loop.stream,
            )
        )

    def _moment(self) -> CycleMoment:
        return CycleMoment(cycle=self._loop.stream, now=self._loop.now(), clock=self._loop.clock)

"""One mentoring relationship, for as long as it lasts."""

from collections.abc import Sequence
from typing import Final

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from pydantic import TypeAdapter

    from activities.endings import Ended, EndingActivities, Participant
    from activities.lessons import LessonActivities, Taught
    from activities.messages import RELATIONSHIP_WORKFLOW, SEND_UPDATE, Answer, Request, Start
    from domain.cycle.commands import RecordRelationshipAccepted, RecordRelationshipEnded
    from domain.event import Event
    from domain.relationship import RELATIONSHIP, Command, State, notices
    from domain.relationship.events import RelationshipAccepted
    from domain.relationship.lessons import lesson_in
    from domain.relationship.state import Status
    from workflows import search_attributes as attributes
    from workflows.details import Display
    from workflows.effects import perform, report, report_unless_heard, tell
    from workflows.loop import AggregateLoop

COMMANDS: Final[TypeAdapter[Command]] = TypeAdapter(Command)


@workflow.defn(name=RELATIONSHIP_WORKFLOW)
class MentoringRelationship:
    """Takes the commands of one relationship, meets its deadlines, and tells people."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._loop: AggregateLoop[State, Command] = AggregateLoop(RELATIONSHIP, COMMANDS, State, start)
        self._display = Display()
        self._passed_on = False

    @workflow.run
    async def run(self, start: Start) -> None:
        """Carry on from the log until the relationship is closed."""
        del start  # taken by __init__, since a command may come before the first line here
        await self._loop.run(follow_up=self._follow_up, show=self._show, carry_on=self._settle)

    @workflow.update(name=SEND_UPDATE)
    async def send(self, request: Request) -> Answer:
        """Carry out a command of `domain.relationship.commands` once, however often it comes."""
        return await self._loop.send(request)

    @send.validator
    def _refuse(self, request: Request) -> None:
        self._loop.validate(request)

    def _show(self) -> None:
        state, now = self._loop.state, self._loop.now()
        self._display.show(
            status=state.status,
            waiting=RELATIONSHIP.waiting_on(state, now),
            deadline=RELATIONSHIP.next_deadline(state),
            now=now,
            attributes=[
                attributes.PROGRAMME.value_set(state.programme),
                attributes.CYCLE.value_set(state.cycle),
                attributes.PHASE.value_set(state.status.value),
            ],
        )

    async def _follow_up(self, caused: Sequence[tuple[Event, State]]) -> None:
        """Pass facts on before people are told: a mail server may hang, and Temporal be lost meanwhile."""
        for event, state in caused:
            await self._pass_on(event, state)
        await tell([notice for event, state in caused for notice in notices(state, event)])

    async def _pass_on(self, event: Event, state: State) -> None:
        if isinstance(event, RelationshipAccepted):
            self._passed_on = True
            await report(state.cycle, self._loop.clock, self._accepted(), self._loop.stream)
        if lesson_in(event):
            await self._capture_lessons()

    async def _pass_on_again(self, state: State) -> None:
        """Make up for what the run before this one knew, and may not have come to pass on."""
        self._passed_on = True
        await report_unless_heard(state.cycle, self._loop.clock, self._accepted(), self._loop.stream)
        await self._capture_lessons()

    async def _settle(self) -> None:
        state = self._loop.state
        is_first_run = workflow.info().continued_run_id is None
        if is_first_run and state.accepted_at is not None and not self._passed_on:
            await self._pass_on_again(state)
        if state.status is not Status.CLOSED or state.ending is None:
            return
        ended = Ended(
            relationship=self._loop.stream,
            cycle=state.cycle,
            track=state.track,
            members=tuple(
                Participant(person=member.person, role=member.role, gone=member.gone is not None)
                for member in state.members
            ),
            outcome=state.ending.outcome,
            reason=state.ending.reason,
            now=self._loop.now(),
        )
        await perform(EndingActivities.release_members, ended)
        counted = RecordRelationshipEnded(relationship=ended.relationship, outcome=ended.outcome)
        await report(state.cycle, self._loop.clock, counted, ended.relationship)

    async def _capture_lessons(self) -> None:
        taught = Taught(relationship=self._loop.stream, now=self._loop.now())
        await perform(LessonActivities.capture_lessons, taught)

    def _accepted(self) -> RecordRelationshipAccepted:
        return RecordRelationshipAccepted(relationship=self._loop.stream)

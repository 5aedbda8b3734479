"""One mentoring relationship, for as long as it lasts."""

from collections.abc import Sequence
from typing import Final

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from pydantic import TypeAdapter

    from activities.endings import Ended, EndingActivities, Learned, Participant
    from activities.messages import RELATIONSHIP_WORKFLOW, SEND_UPDATE, Answer, Request, Start
    from domain.cycle.commands import RecordRelationshipAccepted, RecordRelationshipEnded
    from domain.event import Event
    from domain.lesson.values import Occasion
    from domain.relationship import RELATIONSHIP, Command, State, notices
    from domain.relationship.events import (
        ExitSurveyAnswered,
        RelationshipAccepted,
        ReviewRecorded,
    )
    from domain.relationship.state import Status
    from domain.sealed import Sealed
    from workflows import search_attributes as attributes
    from workflows.details import Display
    from workflows.effects import perform, report, tell
    from workflows.loop import AggregateLoop

COMMANDS: Final[TypeAdapter[Command]] = TypeAdapter(Command)


@workflow.defn(name=RELATIONSHIP_WORKFLOW)
class MentoringRelationship:
    """Takes the commands of one relationship, meets its deadlines, and tells people."""

    @workflow.init
    def __init__(self, start: Start) -> None:
        self._loop: AggregateLoop[State, Command] = AggregateLoop(RELATIONSHIP, COMMANDS, State, start)
        self._display = Display()
        self._counted = False

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
        match event:
            case RelationshipAccepted():
                await self._count_acceptance(state)
            case ReviewRecorded(lesson=lesson, by=by) if lesson:
                learned = self._learned(state, by, lesson, Occasion.REVIEW)
                await perform(EndingActivities.capture_lesson, learned)
            case ExitSurveyAnswered(lesson=lesson, person=by) if lesson:
                learned = self._learned(state, by, lesson, Occasion.CLOSURE)
                await perform(EndingActivities.capture_lesson, learned)

    async def _count_acceptance(self, state: State) -> None:
        self._counted = True
        accepted = RecordRelationshipAccepted(relationship=self._loop.stream)
        await report(state.cycle, self._loop.clock, accepted, self._loop.stream)

    async def _settle(self) -> None:
        state = self._loop.state
        # A run that nothing was passed on to cannot know whether the one before it came to telling the cycle.
        fresh = workflow.info().continued_run_id is None
        if fresh and state.accepted_at is not None and not self._counted:
            await self._count_acceptance(state)
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

    def _learned(self, state: State, by: str, text: Sealed, occasion: Occasion) -> Learned:
        return Learned(
            relationship=self._loop.stream,
            programme=state.programme,
            cycle=state.cycle,
            by=by,
            occasion=occasion,
            text=text,
            now=self._loop.now(),
        )

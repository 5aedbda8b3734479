"""The programme office: takes a cycle from its draft to its launch, and evaluates it at the end."""

import asyncio
from collections.abc import Coroutine, Iterable
from datetime import timedelta
from typing import Any, Final

from bootstrap.enrolment import person_id
from domain.command import Command
from domain.cycle import commands as c
from domain.cycle import draft_cycle
from domain.cycle.values import Comparison, Guard, Override, OverrideReason, StakeholderTold
from domain.envelope import Actor, ActorType
from domain.ids import derive
from domain.match_run.commands import ApproveMatchRun
from domain.programme import Design, programme_stream
from domain.programme.commands import DraftProgramme, PublishProgramme
from intake.roster import RosterRow
from rehearsal.stage import Stage

COORDINATOR: Final = person_id("office-coordinator")
SPONSOR: Final = person_id("office-sponsor")
NEUTRAL_PARTY: Final = person_id("office-neutral-party")

LEAD: Final = timedelta(days=180)
"""From the draft of the cycle to its planned launch, which an eager office brings forward."""

LOOKS_EVERY: Final = 0.3
"""Real seconds between two looks at whether the matches are there."""


def office_staff() -> tuple[RosterRow, ...]:
    """Return those who run the programme, as the HR system would list them."""
    people = {
        "office-coordinator": ("Jo Lindqvist", "jo.lindqvist@example.org"),
        "office-sponsor": ("Ama Mensah", "ama.mensah@example.org"),
        "office-neutral-party": ("Inês Duarte", "ines.duarte@example.org"),
    }
    return tuple(
        RosterRow(line=0, employee_id=employee, name=name, email=email, time_zone="Europe/London")
        for employee, (name, email) in people.items()
    )


class Office:
    """Runs one cycle the way a programme office does.

    Args:
        stage: Where.
        design: The programme.
        name: Of the cycle.
    """

    def __init__(self, stage: Stage, design: Design, name: str) -> None:
        self._stage, self._design, self._name = stage, design, name

    async def open(self) -> None:
        """Publish the design, draft the cycle, have it approved, and take applications."""
        programme = programme_stream(self._design.key)
        await self._do(programme, DraftProgramme(design=self._design))
        await self._do(programme, PublishProgramme(version=self._design.version), SPONSOR, "sponsor")
        await self._do(
            self._stage.cycle,
            draft_cycle(
                self._design,
                name=self._name,
                launch_at=self._stage.now() + LEAD,
                coordinator=COORDINATOR,
                sponsor=SPONSOR,
                neutral_parties=(NEUTRAL_PARTY,),
            ),
        )
        told_on = self._stage.now().date()
        stakeholders = tuple(
            StakeholderTold(audience=each.audience, told_on=told_on) for each in self._design.stakeholders
        )
        approval = c.ApproveCycle(
            by=SPONSOR, stakeholders=stakeholders, privacy_notice="intranet/mentoring-privacy"
        )
        await self._do(self._stage.cycle, approval, SPONSOR, "sponsor")
        await self._do(self._stage.cycle, c.OpenRecruitment(by=COORDINATOR))

    async def open_selection(self) -> None:
        """Take no more applications; mentors still missing are promised."""
        override = Override(guard=Guard.MENTOR_CAPACITY, reason=OverrideReason.WAITING_LIST_ACCEPTED)
        await self._do(self._stage.cycle, c.OpenSelection(by=COORDINATOR, overrides=(override,)))

    async def open_training(self) -> None:
        """Train those who were selected."""
        await self._do(self._stage.cycle, c.OpenTraining(by=COORDINATOR))

    async def match(self) -> None:
        """Freeze the pool, look at the proposals of every track, approve them, and launch."""
        await self._do(self._stage.cycle, c.FreezePool(by=COORDINATOR, exclude_untrained=True))
        runs = await self._proposals()
        for run in runs:
            await self._do(run, ApproveMatchRun(by=Actor(type="coordinator", id=COORDINATOR)))
        await self._do(self._stage.cycle, c.PublishMatches(by=COORDINATOR, match_runs=tuple(runs)))

    async def evaluate(self) -> None:
        """Publish what the closed cycle was worth."""
        overrides = tuple(
            Override(guard=guard, reason=OverrideReason.DATA_NOT_AVAILABLE)
            for guard in (Guard.LESSONS_CAPTURED, Guard.MEASURES_COMPUTED)
        )
        evaluation = c.PublishEvaluation(
            by=COORDINATOR,
            report="intranet/mentoring-evaluation",
            comparison=Comparison.BASELINE_ONLY,
            overrides=overrides,
        )
        await self._do(self._stage.cycle, evaluation)

    async def _proposals(self) -> list[str]:
        tracks = len(self._design.tracks)
        while True:
            runs = await asyncio.to_thread(self._stage.records.match_runs, self._stage.cycle)
            if sum(run.status == "proposed" for run in runs.values()) == tracks:
                return sorted(runs)
            await asyncio.sleep(LOOKS_EVERY)

    async def _do(
        self, stream: str, command: Command, by: str = COORDINATOR, capacity: ActorType = "coordinator"
    ) -> None:
        command_id = str(derive(stream, "rehearsal", type(command).__name__))
        await self._stage.company.send(stream, command, command_id, by=by, capacity=capacity)


async def together(acts: Iterable[Coroutine[Any, Any, None]], at_once: int = 8) -> None:
    """Do several things, some of them at the same time."""
    slots = asyncio.Semaphore(at_once)

    async def one(act: Coroutine[Any, Any, None]) -> None:
        async with slots:
            await act

    async with asyncio.TaskGroup() as group:
        for act in acts:
            group.create_task(one(act))

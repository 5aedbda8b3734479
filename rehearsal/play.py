"""A whole cycle, played by simulated people on the real engines."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from activities.records import CycleRecords
from bootstrap.commands import Commands
from bootstrap.container import Container
from domain.cycle import cycle_stream
from domain.programme import Design
from intake.roster import Roster
from rehearsal.agenda import Agenda
from rehearsal.applicants import Applicants
from rehearsal.audience import Audience
from rehearsal.company import Company
from rehearsal.fates import Dice
from rehearsal.office import Office, office_staff
from rehearsal.scene import days
from rehearsal.stage import Stage

CYCLE_NAME: Final = "rehearsal"
LAUNCH_DAY: Final = 12
"""Days from the draft to the launch: a rehearsal does not dwell on waiting for applications."""

LOOKS_EVERY: Final = 0.25


@dataclass(frozen=True)
class Progress:
    """How far a rehearsal is.

    Attributes:
        share: Of the planned real time, from 0 to 1.
        now: The engine's time.
        phase: What the office is doing.
        started: Relationships started.
        closed: Relationships closed.
        events: Events in the log so far.
    """

    share: float
    now: datetime
    phase: str
    started: int
    closed: int
    events: int


Watch = Callable[[Progress], None]


class Play:
    """One rehearsal.

    Args:
        container: The engine's pieces; engines, worker and projector run already.
        design: The programme.
        roster: Everybody who could take part.
        seed: Decides chance.
        watch: Is told how far the rehearsal is.
    """

    def __init__(self, container: Container, design: Design, roster: Roster, seed: int, watch: Watch) -> None:
        self._container, self._design, self._roster = container, design, roster
        self._dice, self._watch = Dice(seed), watch
        self._phase = "preparing"
        self.cycle = cycle_stream(design.key, CYCLE_NAME)

    async def run(self) -> Company:
        """Play the cycle from its draft to its evaluation; return the company, which counted refusals.

        Raises:
            MentoringError: the office was refused something, so that the cycle cannot go on.
        """
        stage = await self._set_stage()
        audience = Audience(stage, self._container.store)
        begun = stage.now()
        background = [
            asyncio.create_task(each)
            for each in (audience.follow(), stage.agenda.run(), self._tell(audience, stage, begun))
        ]
        script = asyncio.create_task(self._script(stage, audience))
        done, _ = await asyncio.wait([script, *background], return_when=asyncio.FIRST_COMPLETED)
        for task in (script, *background):
            task.cancel()
        await asyncio.gather(script, *background, return_exceptions=True)
        for task in done:
            task.result()
        return stage.company

    async def _set_stage(self) -> Stage:
        container = self._container
        commands = Commands(container, await container.gateway())
        clock = container.clock

        def seconds_until(moment: datetime) -> float:
            return clock.real_time_until(moment, datetime.now(UTC)).total_seconds()

        return Stage(
            cycle=self.cycle,
            company=Company(commands, container.vault, self.cycle),
            records=CycleRecords(container.store),
            vault=container.vault,
            dice=self._dice,
            agenda=Agenda(container.now, seconds_until),
            now=container.now,
        )

    async def _script(self, stage: Stage, audience: Audience) -> None:
        office = Office(stage, self._design, CYCLE_NAME)
        everybody = Applicants(stage, (*office_staff(), *self._roster.rows), self._design)
        begun = stage.now()
        for day, phase, act in (
            (0, "becoming known", everybody.become_known),
            (1, "opening the cycle", office.open),
            (2, "applying", everybody.apply),
            (5, "closing applications", office.open_selection),
            (5, "selecting", everybody.be_selected),
            (8, "opening the training", office.open_training),
            (8, "training", everybody.train),
            (LAUNCH_DAY, "matching", office.match),
        ):
            await stage.agenda.until(begun + days(day))
            self._phase = phase
            await act()
        self._phase = "mentoring"
        await audience.over.wait()
        self._phase = "evaluating"
        await stage.agenda.until(stage.now() + days(7))  # late lessons are still discussed
        await office.evaluate()

    async def _tell(self, audience: Audience, stage: Stage, begun: datetime) -> None:
        policies = self._design.policies.cycle
        ends = begun + days(LAUNCH_DAY) + policies.running + policies.winding_up + timedelta(days=14)
        planned = stage.agenda.seconds_until(ends)
        while True:
            self._watch(
                Progress(
                    share=1 - stage.agenda.seconds_until(ends) / planned,
                    now=stage.now(),
                    phase=self._phase,
                    started=audience.started,
                    closed=audience.closed,
                    events=audience.events.total(),
                )
            )
            await asyncio.sleep(LOOKS_EVERY)

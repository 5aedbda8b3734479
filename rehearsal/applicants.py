"""Those who take part: they become known, apply, are chosen, and learn their role."""

from bootstrap.enrolment import Enrolment, person_id
from domain.application import ApplicationState
from domain.application.commands import (
    CompleteModule,
    DeclineApplicant,
    SelectApplicant,
    WithdrawApplication,
)
from domain.application.values import ApplicationStatus, DeclineReason, WithdrawalReason
from domain.command import Command
from domain.envelope import ActorType
from domain.errors import Refused
from domain.ids import derive
from domain.programme import Design
from intake.roster import RosterRow
from rehearsal.office import COORDINATOR, together
from rehearsal.reactions.ending import HR
from rehearsal.stage import Stage


class Applicants:
    """Everybody of a roster.

    Args:
        stage: Where.
        rows: The people.
        design: The programme that they apply for.
    """

    def __init__(self, stage: Stage, rows: tuple[RosterRow, ...], design: Design) -> None:
        self._stage, self._rows = stage, rows
        self._enrolment = Enrolment(stage.vault, design)

    async def become_known(self) -> None:
        """Have the HR system register everybody, with the training they have and the last day it knows."""
        self._stage.vault.ensure_keys([person_id(row.employee_id) for row in self._rows])
        await together(self._register(row) for row in self._rows)

    async def apply(self) -> None:
        """Have everybody apply who wishes to."""
        await together(self._apply(row) for row in self._rows if row.wishes)

    async def be_selected(self) -> None:
        """Have the panel choose most applicants, and decline a few with a reason."""
        applications = self._stage.records.applications(self._stage.cycle)
        await together(self._decide(stream, each) for stream, each in applications.items())

    async def train(self) -> None:
        """Have everybody chosen complete what is missing; a few withdraw, a few do not turn up."""
        applications = self._stage.records.applications(self._stage.cycle)
        await together(
            self._learn(stream, each)
            for stream, each in applications.items()
            if each.status in (ApplicationStatus.SELECTED, ApplicationStatus.TRAINED)
        )

    async def _register(self, row: RosterRow) -> None:
        person = person_id(row.employee_id)
        command_id, register = self._enrolment.register(row)
        await self._send(person, register, command_id, HR)
        for command_id, training in self._enrolment.trainings(row):
            await self._send(person, training, command_id, HR)
        if leaving := self._enrolment.leaving(row):
            command_id, last_day = leaving
            await self._send(person, last_day, command_id, HR)

    async def _apply(self, row: RosterRow) -> None:
        person = person_id(row.employee_id)
        for stream, command_id, application in self._enrolment.applications(row, self._stage.cycle):
            await self._send(stream, application, command_id, person)

    async def _decide(self, stream: str, application: ApplicationState) -> None:
        chance = self._stage.dice.about(stream, "panel")
        command: Command = SelectApplicant(
            scores={dimension: chance.randint(3, 5) for dimension in application.dimensions}, by=COORDINATOR
        )
        if chance.random() < 0.04:
            command = DeclineApplicant(reason=DeclineReason.ROLE_PROFILE_NOT_MET, by=COORDINATOR)
        await self._send(stream, command, str(derive(stream, "rehearsal", "panel")), COORDINATOR)

    async def _learn(self, stream: str, application: ApplicationState) -> None:
        fate = self._stage.dice.about(stream, "training").random()
        if fate < 0.02:
            withdraw = WithdrawApplication(reason=WithdrawalReason.NOT_FOR_ME)
            command_id = str(derive(stream, "rehearsal", "withdraw"))
            await self._send(stream, withdraw, command_id, application.person)
        elif fate >= 0.05:
            for module in application.missing_modules:
                done = CompleteModule(module=module, completed_on=self._stage.now().date())
                await self._send(stream, done, str(derive(stream, "rehearsal", module)), COORDINATOR)

    async def _send(self, stream: str, command: Command, command_id: str, by: str) -> None:
        try:
            await self._stage.company.send(stream, command, command_id, by=by, capacity=_capacity(by))
        except Refused as refusal:
            self._stage.company.refusals[f"{type(command).__name__}: {refusal.code}"] += 1


def _capacity(by: str) -> ActorType:
    if by == HR:
        return "service"
    return "coordinator" if by == COORDINATOR else "participant"

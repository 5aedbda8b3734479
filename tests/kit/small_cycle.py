"""A cycle small enough to look at: two mentors, two mentees, two peers, and an office of one."""

from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from activities.records import CycleRecords
from domain.aggregate import fold
from domain.application import APPLICATION, ApplicationState, application_stream
from domain.application.commands import Apply, CompleteModule, SelectApplicant
from domain.application.values import Competency, Profile
from domain.catalogue import AGGREGATES, REGISTRY
from domain.command import Command
from domain.cycle import application_facts, cycle_stream
from domain.cycle import commands as c
from domain.cycle import events as ce
from domain.cycle.values import Comparison, Guard, Override, OverrideReason, StopReason
from domain.envelope import Actor
from domain.ids import category_of
from domain.match_run.commands import ApproveMatchRun
from domain.relationship.events import RelationshipProposed
from domain.vocabulary import Role
from eventstore.decider import handle
from tests.kit.cycles import APPROVE, COORDINATOR, DRAFT, SPONSOR
from tests.kit.history import person, record, registered
from tests.kit.temporal import Engine
from tests.kit.tracks import ONE_TO_ONE, PEERS

OFFICE: Final = Actor(type="coordinator", id=COORDINATOR)
ROLES: Final = {
    "mia": (Role.MENTOR, ONE_TO_ONE.id),
    "max": (Role.MENTOR, ONE_TO_ONE.id),
    "ada": (Role.MENTEE, ONE_TO_ONE.id),
    "ben": (Role.MENTEE, ONE_TO_ONE.id),
    "pia": (Role.PEER, PEERS.id),
    "per": (Role.PEER, PEERS.id),
}
PYTHON: Final = (Competency(name="python", level=3),)
LEAD: Final = timedelta(weeks=12)
CANCEL: Final = c.CancelCycle(by=SPONSOR, reason=StopReason.BUDGET)


class SmallCycle:
    """Runs one cycle as its office would.

    Args:
        engine: Where.
        name: Of the cycle, so that a server can hold several.
    """

    def __init__(self, engine: Engine, name: str = "2026") -> None:
        self._engine, self._name = engine, name
        self.stream = cycle_stream(DRAFT.programme, name)
        self.records = CycleRecords(engine.store)

    async def prepare(self) -> None:
        """Take it from its draft to a pool that is matched."""
        launch_at = await self._engine.now() + LEAD
        await self.ask(DRAFT.model_copy(update={"name": self._name, "launch_at": launch_at}))
        await self.ask(APPROVE)
        await self.ask(c.OpenRecruitment(by=COORDINATOR))
        for name in ROLES:
            record(self._engine.store, person(name), registered(name))
            await self._apply(name)
        await self.ask(c.OpenSelection(by=COORDINATOR))
        for name in ROLES:
            scores = dict.fromkeys(ONE_TO_ONE.dimensions[Role.MENTOR], 4)
            await self.tell(self.application(name), SelectApplicant(scores=scores, by=COORDINATOR))
        await self.ask(c.OpenTraining(by=COORDINATOR))
        today = (await self._engine.now()).date()
        for name in ROLES:
            await self.tell(self.application(name), CompleteModule(module="briefing", completed_on=today))
        await self.ask(c.FreezePool(by=COORDINATOR))
        await self._engine.eventually(lambda: self._proposed() == 2)

    async def launch(self) -> None:
        """Approve what was proposed, and publish it."""
        await self.approve()
        await self.publish()

    async def approve(self) -> None:
        """Approve what was proposed."""
        for run in self.records.match_runs(self.stream):
            await self.tell(run, ApproveMatchRun(by=OFFICE))

    async def publish(self) -> None:
        """Publish what was approved."""
        runs = tuple(self.records.match_runs(self.stream))
        await self.ask(c.PublishMatches(by=COORDINATOR, match_runs=runs))

    async def cancel_in_launch(self, withheld: str, refused: int) -> None:
        """Prepare and publish it, and cancel it while streams of a category cannot be appended to.

        Args:
            withheld: The category; it stays withheld until the test gives it back.
            refused: How many appends must have failed before it is cancelled.
        """
        await self.prepare()
        await self.approve()
        self._engine.store.withheld = withheld
        await self.publish()
        await self._engine.eventually(lambda: self._engine.store.refused >= refused)
        await self.ask(CANCEL)

    async def started(self) -> dict[str, tuple[str, ...]]:
        """Wait until every relationship was started; return their streams with their members."""
        await self._engine.eventually(
            lambda: any(each.last for each in self._engine.of(self.stream, ce.RelationshipsStarted))
        )
        await self._engine.eventually(lambda: len(self.proposals()) >= self.count())
        return {
            each.relationship: tuple(member.person for member in each.members) for each in self.proposals()
        }

    async def evaluate(self) -> None:
        """Publish what it was worth, although hardly anything is known."""
        overrides = tuple(
            Override(guard=guard, reason=OverrideReason.SMALL_CYCLE)
            for guard in (Guard.LESSONS_CAPTURED, Guard.MEASURES_COMPUTED)
        )
        await self.ask(
            c.PublishEvaluation(
                by=COORDINATOR, report="report", comparison=Comparison.BASELINE_ONLY, overrides=overrides
            )
        )

    async def ask(self, command: Command) -> None:
        """Ask the cycle's workflow."""
        await self._engine.ask(self.stream, command, actor=OFFICE)

    async def tell(self, stream: str, command: Command) -> None:
        """Send a command to what has no workflow."""
        aggregate: Any = AGGREGATES[category_of(stream)]
        handle(
            self._engine.store,
            aggregate,
            REGISTRY,
            stream,
            command,
            command_id=str(uuid4()),
            actor=OFFICE,
            correlation_id=self.stream,
            now=await self._engine.now(),
        )

    def application(self, name: str) -> str:
        """Return the stream of somebody's application."""
        role, track = ROLES[name]
        return application_stream(self.stream, person(name), role, track)

    def applicant(self, name: str) -> ApplicationState:
        """Return somebody's application as it stands."""
        return fold(APPLICATION, self._engine.events(self.application(name)))

    def count(self) -> int:
        """Return how many relationships the cycle counts as started."""
        return sum(each.count for each in self._engine.of(self.stream, ce.RelationshipsStarted))

    def proposals(self) -> list[RelationshipProposed]:
        """Return every proposal of a relationship in the log."""
        return [
            RelationshipProposed.model_validate(event.data)
            for event in self._engine.store.read(types=[RelationshipProposed.type])
        ]

    def _proposed(self) -> int:
        return sum(run.status == "proposed" for run in self.records.match_runs(self.stream).values())

    async def _apply(self, name: str) -> None:
        role, track = ROLES[name]
        profile = Profile(offers=PYTHON) if role is Role.MENTOR else Profile(seeks=PYTHON)
        cycle = self.records.cycle(self.stream)
        apply = Apply(
            cycle=self.stream,
            person=person(name),
            role=role,
            track=track,
            profile=profile,
            facts=application_facts(cycle, role, track, self.records.people([person(name)])[person(name)]),
        )
        await self.tell(self.application(name), apply)

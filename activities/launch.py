"""From approved matches to relationships: published, told to the applications, started page by page."""

import asyncio
from typing import Final

from temporalio import activity
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy

from activities.direct import Direct
from activities.messages import RELATIONSHIP_WORKFLOW, CycleMoment, Request, Start
from activities.records import CycleRecords
from domain.application import application_stream
from domain.application.commands import PlaceOnWaitingList, RecordMatch
from domain.cycle import CycleState
from domain.cycle.values import PublishedRun
from domain.envelope import ENGINE
from domain.ids import derive
from domain.match_run.commands import PublishMatchRun
from domain.match_run.events import Match, MatchRunPublished
from domain.relationship.agreement import AgreementParty, AgreementTemplate
from domain.relationship.commands import ProposeRelationship
from domain.values import Value
from eventstore.api import EventStore

PAGE_SIZE: Final = 50
AT_ONCE: Final = 10
"""How many relationships of a page are started at the same time."""


class StartPage(Value):
    """Which relationships to start.

    Attributes:
        moment: The cycle and the time.
        page: The number of the page, from 1.
    """

    moment: CycleMoment
    page: int


class PageStarted(Value):
    """Which relationships were started.

    Attributes:
        count: How many.
        last: Whether none are left.
    """

    count: int
    last: bool


class LaunchActivities:
    """Turns published matches into relationships, each under a workflow of its own."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    @activity.defn
    def publish_match_runs(self, moment: CycleMoment) -> None:
        """Make the approved proposals final and tell every application what became of it."""
        direct = Direct(self._store, moment.cycle, moment.now)
        for run in CycleRecords(self._store).published_runs(moment.cycle):
            direct.send(run.match_run, PublishMatchRun())
            for page in self._published(run):
                _tell_matched(direct, moment.cycle, run, page)
                _tell_unmatched(direct, moment.cycle, run, page)

    @activity.defn
    async def start_page(self, page: StartPage) -> PageStarted:
        """Start a page of relationships; one that runs already is left alone."""
        cycle, matches = await asyncio.to_thread(self._matches, page.moment.cycle)
        first = (page.page - 1) * PAGE_SIZE
        wanted = matches[first : first + PAGE_SIZE]
        client, slots = activity.client(), asyncio.Semaphore(AT_ONCE)
        starts = [
            _start(client, slots, page.moment, _proposal(page.moment, cycle, run, match), match.relationship)
            for run, match in wanted
        ]
        await asyncio.gather(*starts)
        return PageStarted(count=len(wanted), last=first + PAGE_SIZE >= len(matches))

    def _matches(self, cycle: str) -> tuple[CycleState, list[tuple[PublishedRun, Match]]]:
        records = CycleRecords(self._store)
        return records.cycle(cycle), [
            (run, match)
            for run in records.published_runs(cycle)
            for page in self._published(run)
            for match in page.matches
        ]

    def _published(self, run: PublishedRun) -> list[MatchRunPublished]:
        return [
            MatchRunPublished.model_validate(event.data)
            for event in self._store.load(run.match_run)
            if event.type == MatchRunPublished.type
        ]


def _tell_matched(direct: Direct, cycle: str, run: PublishedRun, page: MatchRunPublished) -> None:
    for match in page.matches:
        for member in match.members:
            direct.send(
                application_stream(cycle, member.person, member.role, run.track),
                RecordMatch(match_run=run.match_run, relationship=match.relationship),
                match.relationship,
            )


def _tell_unmatched(direct: Direct, cycle: str, run: PublishedRun, page: MatchRunPublished) -> None:
    for unmatched in page.unmatched:
        direct.send(
            application_stream(cycle, unmatched.person, unmatched.role, run.track),
            PlaceOnWaitingList(match_run=run.match_run, constraint=unmatched.constraint.code.value),
            run.match_run,
        )


def _proposal(moment: CycleMoment, cycle: CycleState, run: PublishedRun, match: Match) -> ProposeRelationship:
    track = cycle.track(run.track)
    agreement = track.design.agreement
    return ProposeRelationship(
        relationship=match.relationship,
        programme=cycle.programme,
        cycle=moment.cycle,
        track=track.id,
        model=track.design.model,
        programme_version=cycle.programme_version,
        members=tuple(AgreementParty(person=member.person, role=member.role) for member in match.members),
        match_run=run.match_run,
        score=match.score,
        policies=track.policies,
        template=AgreementTemplate(
            shared_values=agreement.shared_values,
            key_goals=agreement.key_goals,
            rules_of_engagement=agreement.rules_of_engagement,
            signed_by=agreement.signed_by,
        ),
        coordinator=cycle.coordinator,
        neutral_parties=cycle.neutral_parties,
        ends_by=cycle.plan.ends_at,
        offer=True,
    )


async def _start(
    client: Client, slots: asyncio.Semaphore, moment: CycleMoment, proposal: ProposeRelationship, stream: str
) -> None:
    opening = Request(
        command_id=str(derive(stream, "propose")),
        command=proposal.model_dump(mode="json"),
        actor=ENGINE,
        correlation_id=moment.cycle,
    )
    async with slots:
        await client.start_workflow(
            RELATIONSHIP_WORKFLOW,
            Start(stream=stream, clock=moment.clock, opening=opening),
            id=stream,
            task_queue=activity.info().task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            static_summary=f"{proposal.track}, {proposal.model.value.replace('_', ' ')}",
        )

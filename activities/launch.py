"""From approved matches to relationships: published, told to the applications, started page by page."""

import asyncio
from collections.abc import Sequence
from typing import Final, TypeVar

from temporalio import activity
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from activities.direct import Direct
from activities.messages import RELATIONSHIP_WORKFLOW, SEND_UPDATE, Answer, CycleMoment, Request, Start
from activities.proposals import is_possible, proposal_of
from activities.records import CycleRecords
from activities.threads import uninterrupted
from domain.application import application_stream
from domain.application.commands import PlaceOnWaitingList, RecordMatch, ReleaseApplicant
from domain.cycle.values import PublishedRun
from domain.envelope import ENGINE
from domain.ids import derive
from domain.match_run.commands import PublishMatchRun
from domain.match_run.events import Match, MatchRunPublished
from domain.relationship.commands import ProposeRelationship
from domain.values import Value
from domain.vocabulary import Outcome
from eventstore.api import EventStore

ItemT = TypeVar("ItemT")

PAGE_SIZE: Final = 50
AT_ONCE: Final = 10
"""How many relationships of a page are started at the same time."""


def page_of(items: Sequence[ItemT], number: int) -> Sequence[ItemT]:
    """Return page `number`, from 1, of what is started; empty beyond the last one."""
    return items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


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

    @uninterrupted
    def publish_match_runs(self, moment: CycleMoment) -> None:
        """Make the approved proposals final and tell every application what became of it."""
        records, direct = CycleRecords(self._store), Direct(self._store, moment.cycle, moment.now)
        for run in records.published_runs(moment.cycle):
            direct.send_unless_needless(run.match_run, PublishMatchRun())
            for page in records.published(run.match_run):
                _tell_matched(direct, moment.cycle, run, page)
                _tell_unmatched(direct, moment.cycle, run, page)

    @activity.defn
    async def start_page(self, page: StartPage) -> PageStarted:
        """Start a page of relationships; one that runs already is left alone, an impossible one left out.

        Only what stands in the log counts as started: whoever ends a cycle finds all of them there.
        """
        proposals, last = await asyncio.to_thread(self._proposals, page)
        client, slots = activity.client(), asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(_start(client, slots, page.moment, each) for each in proposals))
        return PageStarted(count=len(proposals), last=last)

    def _proposals(self, page: StartPage) -> tuple[list[ProposeRelationship], bool]:
        """Return what to propose, and whether this is the last page; free whoever cannot be proposed."""
        records = CycleRecords(self._store)
        cycle, matches = records.cycle(page.moment.cycle), records.matches(page.moment.cycle)
        direct = Direct(self._store, page.moment.cycle, page.moment.now)
        proposals = []
        for run, match in page_of(matches, page.page):
            proposal = proposal_of(match, run, cycle, page.moment.cycle)
            if is_possible(proposal, cycle, records, page.moment.now):
                proposals.append(proposal)
            else:
                _let_go(direct, page.moment.cycle, run, match)
        return proposals, page.page * PAGE_SIZE >= len(matches)


def _tell_matched(direct: Direct, cycle: str, run: PublishedRun, page: MatchRunPublished) -> None:
    for match in page.matches:
        for member in match.members:
            direct.send_unless_needless(
                application_stream(cycle, member.person, member.role, run.track),
                RecordMatch(match_run=run.match_run, relationship=match.relationship),
                match.relationship,
            )


def _tell_unmatched(direct: Direct, cycle: str, run: PublishedRun, page: MatchRunPublished) -> None:
    for unmatched in page.unmatched:
        direct.send_unless_needless(
            application_stream(cycle, unmatched.person, unmatched.role, run.track),
            PlaceOnWaitingList(
                match_run=run.match_run,
                constraint=unmatched.constraint.code,
                exclusion=unmatched.constraint.exclusion,
            ),
            run.match_run,
        )


def _let_go(direct: Direct, cycle: str, run: PublishedRun, match: Match) -> None:
    release = ReleaseApplicant(relationship=match.relationship, outcome=Outcome.WITHDRAWN, rematch=True)
    for member in match.members:
        application = application_stream(cycle, member.person, member.role, run.track)
        direct.send_unless_needless(application, release, match.relationship)


async def _start(
    client: Client, slots: asyncio.Semaphore, moment: CycleMoment, proposal: ProposeRelationship
) -> None:
    """Start a relationship, and wait until it stands in the log.

    The opening starts with the workflow, and cannot be lost; asking for it again is how we hear of it.
    """
    stream = proposal.relationship
    opening = Request(
        command_id=str(derive(stream, "propose")),
        command=proposal.model_dump(mode="json"),
        actor=ENGINE,
        correlation_id=moment.cycle,
    )
    async with slots:
        try:
            workflow = await client.start_workflow(
                RELATIONSHIP_WORKFLOW,
                Start(stream=stream, clock=moment.clock, opening=opening),
                id=stream,
                task_queue=activity.info().task_queue,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
                static_summary=f"{proposal.track}, {proposal.model.value.replace('_', ' ')}",
            )
            await workflow.execute_update(SEND_UPDATE, opening, id=opening.command_id, result_type=Answer)
        except WorkflowAlreadyStartedError:
            return  # it has ended, or its cycle has kept it from beginning
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise  # unless it has ended just now

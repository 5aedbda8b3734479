"""A programme cycle from its draft to its evaluation, with the relationships that it starts."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest
from temporalio.testing import ActivityEnvironment

from activities.launch import LaunchActivities, StartPage
from activities.messages import CycleMoment
from bootstrap.resume import open_streams
from domain.application.commands import WithdrawApplication
from domain.application.values import ApplicationStatus, WithdrawalReason
from domain.cycle import commands as c
from domain.cycle import events as ce
from domain.match_run.commands import DiscardMatchRun
from domain.person.events import ExclusionDeclared
from domain.relationship import events as e
from domain.relationship.commands import AcceptOffer, DeclineOffer, ReportMeetingHeld
from domain.relationship.reasons import DeclineReason
from domain.vocabulary import Outcome
from tests.kit.cycles import SPONSOR
from tests.kit.history import person
from tests.kit.lives import happened_elsewhere
from tests.kit.small_cycle import CANCEL, OFFICE, ROLES, SmallCycle
from tests.kit.temporal import Engine
from tests.kit.unreliable import SlowSolver

HOUR: Final = timedelta(hours=1)


async def test_a_cycle_runs_from_its_draft_to_its_evaluation(engine: Engine) -> None:
    """Its relationships are started, counted when accepted and ended, and when the last is over it closes."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await cycle.launch()
    relationships = await cycle.started()
    assert sorted(sum(relationships.values(), ())) == sorted(person(name) for name in ROLES)
    assert all(cycle.applicant(name).status is ApplicationStatus.MATCHED for name in ROLES)
    declining, *others = relationships
    decline = DeclineOffer(person=relationships[declining][0], reason=DeclineReason.NO_TIME)
    await engine.ask(declining, decline)
    for relationship in others:
        for member in relationships[relationship]:
            await engine.ask(relationship, AcceptOffer(person=member))
    (running,) = await engine.recorded(cycle.stream, ce.CycleStarted)
    assert (running.relationships, running.unanswered) == (3, 0)
    assert len(engine.of(cycle.stream, ce.RelationshipAccepted)) == 2
    plan = cycle.records.cycle(cycle.stream).plan
    await engine.until(plan.winding_up_at)
    (closed,) = await engine.recorded(cycle.stream, ce.CycleClosed)
    assert closed.outcomes == {Outcome.DECLINED: 1, Outcome.LAPSED: 2}
    await cycle.evaluate()
    await engine.over(cycle.stream)
    assert len(engine.of(cycle.stream, ce.EvaluationPublished)) == 1


async def test_a_matching_that_takes_long_is_known_to_be_alive(engine: Engine) -> None:
    """Temporal hears of it while the solver is at work, so that it would soon notice a worker's death."""
    engine.solver = solver = SlowSolver()
    await engine.rest()
    await engine.work()
    cycle = SmallCycle(engine, engine.queue)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(cycle.prepare())
        try:
            await engine.alive(cycle.stream)
        finally:
            solver.done.set()


async def test_what_is_due_is_done_before_a_command(engine: Engine) -> None:
    """Matching keeps the cycle busy when it should remind; a command then finds it done all the same."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await engine.lose(cycle.stream)
    await engine.until(cycle.records.cycle(cycle.stream).plan.launch_at + HOUR)
    for run in cycle.records.match_runs(cycle.stream):
        await cycle.tell(run, DiscardMatchRun(by=OFFICE))
    engine.store.withheld = "match_run"
    await engine.start(cycle.stream)
    await engine.eventually(lambda: engine.store.refused >= 1)
    await cycle.ask(c.HandOverCycle(by=SPONSOR, sponsor=person("somebody-else")))
    reminded, handed_over = engine.events(cycle.stream)[-2:]
    assert isinstance(reminded, ce.PhaseReminded)
    assert isinstance(handed_over, ce.CycleHandedOver)
    engine.store.withheld = None
    await engine.quiet(cycle.stream)
    assert len(engine.of(cycle.stream, ce.PhaseReminded)) == 1


@pytest.mark.parametrize("appends", [1, 2, 5, 9, 11])
async def test_a_launch_cut_off_anywhere_is_finished_by_the_next_run(engine: Engine, appends: int) -> None:
    """The log goes away in the middle of the launch, then the workflow; no relationship starts twice."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await cycle.approve()
    engine.store.appends_left = appends
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(cycle.publish())
        await engine.eventually(lambda: engine.store.refused >= 2)
        await engine.handle(cycle.stream).terminate()
        engine.store.recover()
    await engine.start(cycle.stream)
    relationships = await cycle.started()
    assert len(relationships) == len(cycle.proposals()) == cycle.count() == 3


async def test_a_match_whose_member_withdrew_meanwhile_is_not_offered(engine: Engine) -> None:
    """The others are launched, and whoever was left behind is free for another match."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await cycle.approve()
    withdrawal = WithdrawApplication(reason=WithdrawalReason.NO_TIME)
    await cycle.tell(cycle.application("ada"), withdrawal)
    await cycle.publish()
    relationships = await cycle.started()
    assert cycle.count() == len(relationships) == 2
    assert person("ada") not in sum(relationships.values(), ())
    left = next(name for name in ("mia", "max") if person(name) not in sum(relationships.values(), ()))
    assert cycle.applicant(left).relationships == ()
    assert cycle.applicant(left).priority


async def test_a_match_that_nobody_neutral_could_review_is_not_offered(engine: Engine) -> None:
    """The only neutral party is in it; the others are launched, and the cycle does not wait for it."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await cycle.ask(c.HandOverCycle(by=SPONSOR, neutral_parties=(person("pia"),)))
    await cycle.launch()
    relationships = await cycle.started()
    assert cycle.count() == len(relationships) == 2
    assert cycle.applicant("per").priority


async def test_a_cancelled_cycle_brings_its_relationships_to_their_end(engine: Engine) -> None:
    """Offers are taken back, those who have met look back first, and nobody is kept apart for it."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await cycle.launch()
    offered, accepted, met = await cycle.started()
    relationships = await cycle.started()
    for relationship in (accepted, met):
        for member in relationships[relationship]:
            await engine.ask(relationship, AcceptOffer(person=member))
    now = await engine.now()
    meeting = ReportMeetingHeld(meeting="first", by=relationships[met][0], starts_at=now)
    await engine.ask(met, meeting)
    await cycle.ask(CANCEL)
    for relationship in (offered, accepted):
        (closed,) = await engine.recorded(relationship, e.RelationshipClosed)
        assert closed.outcome is Outcome.WITHDRAWN
    await engine.recorded(met, e.ClosingStarted)
    await engine.until(now + timedelta(days=15))
    await engine.over(met)
    await engine.over(cycle.stream)
    assert len(engine.of(cycle.stream, ce.RelationshipEnded)) == 3
    assert engine.of(relationships[met][0], ExclusionDeclared) == []


async def test_a_cycle_cancelled_while_it_launches_leaves_no_relationship_behind(engine: Engine) -> None:
    """Relationships that had not begun yet when it was cancelled begin, and are taken back at once."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.cancel_in_launch("relationship", refused=3)
    engine.store.withheld = None
    await taken_back(engine, cycle)


async def test_a_cycle_cancelled_and_lost_while_it_launches_leaves_none_behind_either(engine: Engine) -> None:
    """Nobody counted the page that was being started; the next run finds what has begun of it."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.cancel_in_launch("relationship", refused=3)
    await engine.handle(cycle.stream).terminate()
    assert cycle.stream in open_streams(engine.store)
    await engine.start(cycle.stream)
    engine.store.withheld = None
    await taken_back(engine, cycle)


async def test_a_cycle_cancelled_before_it_starts_a_relationship_starts_none(engine: Engine) -> None:
    """Nobody gets an offer, not even from a worker that was cut off and still has a page to start."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.cancel_in_launch("match_run", refused=1)
    engine.store.withheld = None
    await engine.over(cycle.stream)
    late = ActivityEnvironment(client=engine.client)
    late.info = replace(late.info, task_queue=engine.queue)
    moment = CycleMoment(cycle=cycle.stream, now=await engine.now(), clock=engine.clock)
    await late.run(LaunchActivities(engine.store).start_page, StartPage(moment=moment, page=1))
    assert cycle.proposals() == []
    assert cycle.count() == 0
    assert open_streams(engine.store) == []


async def taken_back(engine: Engine, cycle: SmallCycle) -> None:
    """Check that a cancelled cycle counts every relationship, and that all of them were taken back."""
    await engine.over(cycle.stream)
    relationships = [each.relationship for each in cycle.proposals()]
    assert len(relationships) == cycle.count() == len(engine.of(cycle.stream, ce.RelationshipEnded)) == 3
    for relationship in relationships:
        (closed,) = engine.of(relationship, e.RelationshipClosed)
        assert closed.outcome is Outcome.WITHDRAWN
    assert open_streams(engine.store) == []


async def test_a_cancelled_cycle_is_resumed_until_its_last_relationship_has_ended(engine: Engine) -> None:
    """After a loss of Temporal it is as open as any other; it is done with when nothing is left of it."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await cycle.launch()
    relationships = list(await cycle.started())
    assert open_streams(engine.store) == [cycle.stream, *relationships]
    await cycle.ask(CANCEL)
    assert cycle.stream in open_streams(engine.store)
    await engine.recorded(cycle.stream, ce.RelationshipEnded, 3)
    assert open_streams(engine.store) == []


async def test_a_cycle_ended_by_force_goes_on_with_the_next_report(engine: Engine) -> None:
    """A relationship reports to a cycle that Temporal does not know any more; nothing is lost."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await cycle.launch()
    relationships = await cycle.started()
    await engine.lose(cycle.stream)
    relationship, members = relationships.popitem()
    for member in members:
        await engine.ask(relationship, AcceptOffer(person=member))
    (accepted,) = await engine.recorded(cycle.stream, ce.RelationshipAccepted)
    assert accepted.relationship == relationship


async def test_an_acceptance_is_counted_while_the_mail_server_hangs(engine: Engine) -> None:
    """Whatever becomes of the mail about it, the cycle knows."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await cycle.launch()
    relationship, members = (await cycle.started()).popitem()
    await engine.quiet(relationship)
    engine.postman.answers.clear()
    try:
        for member in members:
            await engine.ask(relationship, AcceptOffer(person=member))
        await engine.recorded(cycle.stream, ce.RelationshipAccepted)
        assert "introduction" not in engine.postman.templates()
    finally:
        engine.postman.answers.set()


async def test_an_acceptance_that_was_lost_on_its_way_is_counted_by_the_next_run(engine: Engine) -> None:
    """It counts once, whether the run before came to telling the cycle or not."""
    cycle = SmallCycle(engine, engine.queue)
    await cycle.prepare()
    await cycle.launch()
    told, untold, _ = (await cycle.started()).items()
    for member in told[1]:
        await engine.ask(told[0], AcceptOffer(person=member))
    await engine.recorded(cycle.stream, ce.RelationshipAccepted)
    await engine.ask(untold[0], AcceptOffer(person=untold[1][0]))
    for member in untold[1][1:]:
        happened_elsewhere(engine, untold[0], AcceptOffer(person=member), f"accept-{member}", "lost-run")
    for relationship, _ in (told, untold):
        await engine.lose(relationship)
        await engine.start(relationship)
        await engine.quiet(relationship)
    counted = await engine.recorded(cycle.stream, ce.RelationshipAccepted, 2)
    assert [each.relationship for each in counted] == [told[0], untold[0]]

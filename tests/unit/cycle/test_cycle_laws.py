from datetime import timedelta
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.cycle import CYCLE, CycleState, Phase
from domain.cycle import commands as c
from domain.cycle import events as e
from domain.cycle.commands import CycleCommand
from domain.cycle.notices import notices
from domain.cycle.phase import WITH_RELATIONSHIPS
from domain.cycle.values import Guard, Override, OverrideReason, StopReason
from domain.vocabulary import Outcome
from tests.kit.cycles import (
    ALL_STARTED,
    APPROVE,
    COORDINATOR,
    DRAFT,
    DRAFTED_AT,
    EVALUATE,
    FACTS,
    PUBLISH,
    SPONSOR,
    accepted,
    ended,
    facts,
)
from tests.kit.laws import Life

BY = st.sampled_from([COORDINATOR, SPONSOR])
SPANS = st.integers(1, 24 * 400).map(lambda hours: timedelta(hours=hours))
SOME_FACTS = st.sampled_from([None, FACTS, facts(undecided=1, untrained=("application-1",), lessons=0)])
OVERRIDES = st.sampled_from([(), (Override(guard=Guard.LESSONS_CAPTURED, reason=OverrideReason.OTHER),)])
REASONS = st.sampled_from(StopReason)

ADVANCE: Final[dict[Phase, CycleCommand]] = {
    Phase.DRAFT: APPROVE,
    Phase.APPROVED: c.OpenRecruitment(by=COORDINATOR),
    Phase.RECRUITING: c.OpenSelection(by=COORDINATOR, facts=FACTS),
    Phase.SELECTING: c.OpenTraining(by=COORDINATOR, facts=FACTS),
    Phase.TRAINING: c.FreezePool(by=COORDINATOR, facts=FACTS),
    Phase.MATCHING: PUBLISH,
    Phase.LAUNCHED: accepted(1),
    Phase.RUNNING: c.StartWindingUp(by=COORDINATOR),
    Phase.WINDING_UP: ended(1, Outcome.COMPLETED),
    Phase.CLOSED: EVALUATE,
    Phase.SUSPENDED: c.ResumeCycle(by=SPONSOR),
}
"""What leads on from each phase."""

ANYTHING: st.SearchStrategy[CycleCommand] = st.one_of(
    st.just(DRAFT),
    st.builds(c.OpenSelection, by=BY, facts=SOME_FACTS),
    st.builds(c.OpenTraining, by=BY, facts=SOME_FACTS),
    st.builds(c.FreezePool, by=BY, facts=SOME_FACTS, exclude_untrained=st.booleans()),
    st.builds(c.PublishMatches, by=BY, match_runs=st.just(("match_run-1",)), facts=SOME_FACTS),
    st.builds(c.HandOverCycle, by=BY, coordinator=BY, sponsor=st.just(SPONSOR)),
    st.builds(
        EVALUATE.__class__,
        by=BY,
        report=st.just("report"),
        comparison=st.just(EVALUATE.comparison),
        overrides=OVERRIDES,
        facts=SOME_FACTS,
    ),
    st.builds(c.SuspendCycle, by=BY, reason=REASONS),
    st.builds(c.ResumeCycle, by=BY),
)


class AnyCycle(RuleBasedStateMachine):
    """A cycle to which anything may happen, in any order, at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.life: Life[CycleState, CycleCommand] = Life(CYCLE, DRAFTED_AT)

    @property
    def state(self) -> CycleState:
        """The state so far."""
        return self.life.state

    @initialize(measures=st.sampled_from([2, 2, 2, 0]), steps=st.integers(0, 16))
    def draft(self, measures: int, steps: int) -> None:
        """Begin with a draft, now and then one without measures, and go some way."""
        self.life.ask(DRAFT.model_copy(update={"measures": measures}))
        for _ in range(steps):
            self.advance()

    @rule()
    def advance(self) -> None:
        """Do what the phase waits for."""
        if self.state.phase is Phase.LAUNCHED and not self.state.all_started:
            self.life.ask(ALL_STARTED)
        elif command := ADVANCE.get(self.state.phase):
            self.life.ask(command)

    @rule(command=ANYTHING)
    def ask(self, command: CycleCommand) -> None:
        """Ask for something that may be out of place."""
        self.life.ask(command)

    @rule(weeks=st.integers(0, 20))
    def reschedule(self, weeks: int) -> None:
        """Move the launch."""
        launch_at = self.life.now + timedelta(weeks=weeks)
        self.life.ask(c.RescheduleCycle(by=COORDINATOR, launch_at=launch_at))

    @precondition(lambda self: self.state.phase is Phase.SUSPENDED)
    @rule()
    def cancel(self) -> None:
        """Give up, now and then."""
        self.life.ask(c.CancelCycle(by=SPONSOR, reason=StopReason.OTHER))

    @rule(count=st.integers(0, 3), last=st.booleans(), ahead=st.integers(0, 2))
    def start_relationships(self, count: int, ahead: int, *, last: bool) -> None:
        """Report a page of relationships, sometimes again or too early."""
        page = max(1, self.state.pages + ahead)
        self.life.ask(c.RecordRelationshipsStarted(page=page, count=count, last=last))

    @rule(outcome=st.sampled_from(Outcome), answer=st.booleans())
    def settle(self, outcome: Outcome, *, answer: bool) -> None:
        """Report an accepted offer or an ended relationship."""
        self.life.ask(accepted(1) if answer else ended(1, outcome))

    @rule(span=SPANS)
    def wait(self, span: timedelta) -> None:
        """Let time pass."""
        self.life.wait(span)

    @rule(span=SPANS)
    def sleep(self, span: timedelta) -> None:
        """Let time pass during an outage."""
        self.life.sleep(span)

    @invariant()
    def each_phase_is_told_at_most_twice(self) -> None:
        """Between two changes of phase or date there is at most one reminder and one escalation."""
        told: list[type] = []
        for event in self.life.history:
            if isinstance(event, e.PhaseReminded | e.PhaseOverdue):
                told.append(type(event))
                assert len(told) == len(set(told))
            elif not isinstance(event, e.CycleHandedOver | e.RelationshipsStarted | e.RelationshipEnded):
                told = []

    @invariant()
    def closed_means_that_everything_ended(self) -> None:
        """A cycle closes only when it was wound up and no relationship is open."""
        for event in self.life.history:
            if isinstance(event, e.CycleClosed):
                assert sum(event.outcomes.values()) >= event.relationships
        if self.state.phase in WITH_RELATIONSHIPS:
            assert self.state.match_runs

    @invariant()
    def a_notice_is_known_by_its_key(self) -> None:
        """Notices with one key are one notice."""
        found = [notice for event in self.life.history for notice in notices(self.state, event)]
        by_key = {notice.key: notice for notice in found}
        assert all(by_key[notice.key] == notice for notice in found)


AnyCycle.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyCycle = AnyCycle.TestCase

"""Whatever is asked of a relationship, in whatever order and however late: what always holds."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pydantic import TypeAdapter

from domain.aggregate import fold
from domain.catalogue import REGISTRY
from domain.errors import Refused
from domain.event import Event
from domain.notice import Notice
from domain.policies import RelationshipPolicies
from domain.relationship import RELATIONSHIP, Command, State, Status, notices
from domain.relationship import commands as c
from domain.relationship import events as e
from domain.relationship.agreement import AgreementParty
from domain.relationship.layers import EntryKind, LayerEntry, LayerWork
from domain.relationship.reasons import (
    CancellationReason,
    ClosureReason,
    ConcernRoute,
    ConflictResolution,
    DeclineReason,
    PauseReason,
    VoidReason,
    WithdrawalReason,
)
from domain.relationship.values import Fit
from domain.vocabulary import Health
from tests.kit.relationships import (
    CIRCLE,
    COORDINATOR,
    MENTEE,
    MENTOR,
    NEUTRAL,
    PAIR,
    PEER,
    PEERS,
    START,
    TERMS,
    Life,
    accepted,
    active,
    contracting,
    drafted,
    met,
    offered,
    policies,
    proposal,
    sealed,
)

people = st.sampled_from([MENTOR, MENTEE, PEER, COORDINATOR, NEUTRAL, "person-stranger"])
meetings = st.sampled_from(["m1", "m2", "m3", "m4"])
scores = st.integers(1, 5)
spans = st.one_of(
    st.timedeltas(timedelta(minutes=1), timedelta(days=2)), st.timedeltas(timedelta(), timedelta(days=100))
)

QUICK: Final = policies(
    length=timedelta(days=40),
    wind_up_before_end=timedelta(days=10),
    first_pulse_after=timedelta(days=3),
    pulse_every=timedelta(days=2),
    pulse_open_for=timedelta(days=5),
    reviews_after=(timedelta(days=5), timedelta(days=6)),
    review_within=timedelta(days=30),
    offer_reminders=(),
    pause_at_most=timedelta(days=10),
)
"""Policies under which waits overlap that normally do not."""

WORK: Final = LayerWork(layer=3, entries=(LayerEntry(kind=EntryKind.MEANING_PERSON, text=sealed()),))

PROMISES: Final[dict[str, type[Event]]] = {
    "sends reminder": e.ReminderSent,
    "escalates to": e.Escalated,
    "asks whether the meeting was held": e.ReminderSent,
    "counts the meeting as unconfirmed": e.MeetingUnconfirmed,
    "lets the proposal lapse": e.RelationshipClosed,
    "lets the offer expire": e.OfferExpired,
    "lets the relationship lapse": e.RelationshipClosed,
    "concludes without fault": e.ClosingStarted,
    "lets the amendment lapse": e.AmendmentLapsed,
    "closes the check-in": e.PulseClosed,
    "closes the relationship": e.RelationshipClosed,
    "resumes the relationship": e.RelationshipResumed,
    "starts winding up": e.WindUpStarted,
    "ends the relationship as planned": e.RelationshipEvent,
}
"""What each thing that the engine says it will do looks like when it does it."""


def usual(state: State, now: datetime) -> list[st.SearchStrategy[Command]]:
    """Return what members ask for when all goes well, by the right person or not."""
    ahead, ago = spans.map(lambda span: now + span), spans.map(lambda span: now - span)
    absent = st.lists(st.sampled_from([MENTOR, MENTEE]), max_size=2).map(tuple)
    current = state.draft.sha256 if state.draft else "0" * 64
    return [
        st.builds(c.AcceptOffer, person=people),
        st.builds(c.ScheduleMeeting, meeting=meetings, by=people, starts_at=ahead),
        st.builds(c.ReportMeetingHeld, meeting=meetings, by=people, starts_at=ago),
        st.builds(c.ReportMeetingNotHeld, meeting=meetings, by=people, absent=absent),
        st.builds(c.CheckFit, person=people, fit=st.sampled_from([Fit.GOOD_FIT, Fit.DECIDING])),
        st.builds(c.DraftAgreement, by=people, terms=st.just(TERMS)),
        st.builds(c.SignAgreement, person=people, sha256=st.just(current)),
        st.builds(c.AnswerPulse, person=people, score=scores),
        st.builds(c.RecordLayer, by=people, work=st.just(WORK)),
        st.builds(c.SetGoal, goal=meetings, by=people, text=st.just(sealed())),
        st.builds(c.AchieveGoal, goal=meetings, by=people),
        st.builds(c.RecordReview, by=people, health=st.sampled_from(Health)),
        st.builds(c.AnswerExitSurvey, person=people, score=scores),
    ]


def unusual(now: datetime) -> list[st.SearchStrategy[Command]]:
    """Return what turns a relationship from its course."""
    ahead = spans.map(lambda span: now + span)
    requestable = [ClosureReason.GOALS_ACHIEVED, ClosureReason.NO_FAULT, ClosureReason.CONDUCT]
    return [
        st.just(c.OfferRelationship()),
        st.builds(c.DeclineOffer, person=people, reason=st.sampled_from(DeclineReason)),
        st.builds(c.WithdrawRelationship, by=people, reason=st.sampled_from(WithdrawalReason)),
        st.builds(c.RescheduleMeeting, meeting=meetings, by=people, starts_at=ahead),
        st.builds(c.CancelMeeting, meeting=meetings, by=people, reason=st.sampled_from(CancellationReason)),
        st.builds(c.RecordNeutralContact, by=people),
        st.builds(c.CheckFit, person=people, fit=st.just(Fit.NOT_A_FIT)),
        st.builds(c.DropGoal, goal=meetings, by=people),
        st.builds(c.RaiseConcern, person=people),
        st.builds(c.AnswerConcern, by=people, route=st.sampled_from(ConcernRoute)),
        st.builds(c.PauseRelationship, by=people, reason=st.sampled_from(PauseReason), resume_on=ahead),
        st.builds(c.ResumeRelationship, by=people),
        st.builds(c.RequestExtension, person=people, until=ahead),
        st.builds(c.AcceptExtension, person=people),
        st.builds(c.DeclineExtension, person=people),
        st.builds(c.FlagRoleConflict, persons=st.tuples(people, people)),
        st.builds(c.ResolveRoleConflict, by=people, resolution=st.sampled_from(ConflictResolution)),
        st.builds(c.RecordMemberLeft, person=people),
        st.builds(c.RequestClosure, by=people, reason=st.sampled_from(requestable)),
        st.builds(c.VoidRelationship, by=people, reason=st.sampled_from(VoidReason)),
    ]


class AnyLife(RuleBasedStateMachine):
    """One relationship under random commands and random time."""

    def __init__(self) -> None:
        super().__init__()
        self.state = RELATIONSHIP.initial()
        self.events: list[Event] = []
        self.now = START

    @initialize(
        members=st.sampled_from([PAIR, PEERS, CIRCLE]),
        begin=st.sampled_from([offered, accepted, met, contracting, drafted, active]),
        chosen=st.sampled_from([RelationshipPolicies(), QUICK]),
        days=st.none() | st.integers(20, 300),
    )
    def begin(
        self,
        members: tuple[AgreementParty, ...],
        begin: Callable[..., Life],
        chosen: RelationshipPolicies,
        days: int | None,
    ) -> None:
        """Start somewhere between the offer and the active relationship."""
        ends_by = START + timedelta(days=days) if days else None
        life = begin(members, policies=chosen, ends_by=ends_by)
        self.state, self.events, self.now = life.state, life.events, life.now

    def happen(self, events: list[Event]) -> None:
        """Take events in, and check each on its own."""
        for event in events:
            self.state = RELATIONSHIP.evolve(self.state, event)
            self.events.append(event)
            data = json.loads(json.dumps(event.model_dump(mode="json"), allow_nan=False))
            assert REGISTRY.decode(event.type, event.schema_version, data) == event
            told = notices(self.state, event)
            assert all(isinstance(notice, Notice) for notice in told)
            assert len({notice.key for notice in told}) == len(told)

    @rule(data=st.data())
    def ask(self, data: st.DataObject) -> None:
        """Ask for something usual."""
        self.send(data.draw(st.one_of(usual(self.state, self.now))))

    @rule(data=st.data())
    def turn(self, data: st.DataObject) -> None:
        """Ask for something unusual."""
        self.send(data.draw(st.one_of(unusual(self.now))))

    def send(self, command: Command) -> None:
        """Send a command, which happens or is refused with a message that is filled in."""
        again = TypeAdapter[Command](Command).validate_python(command.model_dump(mode="json"))
        assert again == command
        try:
            events = RELATIONSHIP.decide(self.state, command, self.now)
        except Refused as refusal:
            assert "{" not in str(refusal)  # noqa: PT017 - a refusal is an answer here, not a failure
        else:
            assert events
            self.happen(events)

    @rule(span=spans)
    def let_time_pass(self, span: timedelta) -> None:
        """Let the engine look at the clock at every deadline on the way."""
        until = self.now + span
        while (deadline := RELATIONSHIP.next_deadline(self.state)) is not None and deadline <= until:
            self.now = max(self.now, deadline)
            self.meet()
        self.now = until

    @rule(span=spans)
    def fall_asleep(self, span: timedelta) -> None:
        """Let time pass without the engine, so that commands overtake deadlines."""
        self.now += span

    @precondition(lambda self: self.events)
    @rule()
    def meet(self) -> None:
        """Look at the clock: what is due happens, and nothing that is due is left."""
        events = RELATIONSHIP.on_deadline(self.state, self.now)
        due = RELATIONSHIP.next_deadline(self.state)
        assert bool(events) is (due is not None and due <= self.now)
        self.happen(events)
        after = RELATIONSHIP.next_deadline(self.state)
        assert after is None or after > self.now

    @invariant()
    def it_travels(self) -> None:
        """The state survives a trip through JSON, as between two runs of a workflow."""
        assert State.model_validate_json(self.state.model_dump_json()) == self.state

    @invariant()
    def it_explains_itself_while_it_is_open(self) -> None:
        """An open relationship waits for somebody known and has a deadline; a closed one has neither."""
        waiting = RELATIONSHIP.waiting_on(self.state, self.now)
        if RELATIONSHIP.is_over(self.state) or not self.events:
            assert waiting is None
            assert RELATIONSHIP.next_deadline(self.state) is None
            return
        assert waiting is not None
        assert waiting.who
        assert self.state.parties.issuperset(waiting.who)
        assert waiting.since <= self.now
        assert RELATIONSHIP.next_deadline(self.state) is not None

    @invariant()
    def it_does_what_it_says(self) -> None:
        """If nobody acts, what `waiting_on` announces happens at the moment it names."""
        waiting = RELATIONSHIP.waiting_on(self.state, self.now)
        if waiting is None or waiting.at is None or waiting.at <= self.now:
            return
        state, happened = self.state, list[Event]()
        while (deadline := RELATIONSHIP.next_deadline(state)) is not None and deadline <= waiting.at:
            happened = RELATIONSHIP.on_deadline(state, max(deadline, self.now))
            for event in happened:
                state = RELATIONSHIP.evolve(state, event)
        promised = next(kind for words, kind in PROMISES.items() if (waiting.then or "").startswith(words))
        kept = [event for event in happened if isinstance(event, promised)]
        assert [event for event in kept if isinstance(event, e.RelationshipEvent) and event.at == waiting.at]

    def teardown(self) -> None:
        """Time alone ends every relationship, with an outcome; its state is what its events add up to."""
        for _ in range(1000):
            deadline = RELATIONSHIP.next_deadline(self.state)
            if deadline is None:
                break
            self.now = max(self.now, deadline)
            self.meet()
        assert fold(RELATIONSHIP, self.events) == self.state
        assert State.model_validate(self.state.model_dump(mode="json")) == self.state
        if self.events:
            assert self.state.status is Status.CLOSED
            assert self.state.ending is not None


AnyLife.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
TestAnyLife = AnyLife.TestCase


def test_a_proposal_is_a_command_like_any_other() -> None:
    """It survives the trip through JSON on which every command goes."""
    again = TypeAdapter[Command](Command).validate_python(proposal().model_dump(mode="json"))
    assert again == proposal()

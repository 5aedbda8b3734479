"""Layers and goals, check-ins, reviews, concerns, health."""

from datetime import timedelta

import pytest

from domain.relationship.about import About, Recipient
from domain.relationship.commands import (
    AchieveGoal,
    AnswerConcern,
    AnswerPulse,
    DraftAgreement,
    DropGoal,
    PauseRelationship,
    RaiseConcern,
    RecordLayer,
    RecordReview,
    SetGoal,
    SignAgreement,
)
from domain.relationship.events import (
    ConcernAnswered,
    ConcernRaised,
    Escalated,
    GoalAchieved,
    GoalDropped,
    GoalSet,
    HealthChanged,
    LayerRecorded,
    PulseAnswered,
    PulseClosed,
    PulseOpened,
    ReminderSent,
    ReviewFellDue,
    ReviewRecorded,
)
from domain.relationship.health import Sign, signs
from domain.relationship.layers import EntryKind, LayerEntry, LayerWork
from domain.relationship.reasons import ConcernRoute, PauseReason
from domain.relationship.refusals import (
    AlreadyAnswered,
    ConcernAlreadyRaised,
    GoalAlreadyKnown,
    GoalAlreadySettled,
    NoConcernRaised,
    NoPulseOpen,
    NotAMember,
    NotAParty,
    NotPossibleNow,
    UnknownGoal,
)
from domain.relationship.values import GoalStatus
from domain.vocabulary import Health
from tests.kit.relationships import (
    COORDINATOR,
    MENTEE,
    MENTOR,
    NEUTRAL,
    TERMS,
    accepted,
    active,
    day,
    held,
    met,
    sealed,
    story,
)

MEANING = LayerWork(layer=3, entries=(LayerEntry(kind=EntryKind.MEANING_TEAM, text=sealed()),))


def test_work_on_a_layer_is_recorded_with_sealed_entries() -> None:
    """From the first meeting on, as often as they come back to it."""
    life = story(met()).when(RecordLayer(by=MENTEE, work=MEANING), at=day(6))
    after = life.then(LayerRecorded(at=day(6), by=MENTEE, work=MEANING))
    again = after.when(RecordLayer(by=MENTOR, work=MEANING), at=day(7)).after()
    assert again.state.layers == {3: 2}
    story(accepted()).when(RecordLayer(by=MENTEE, work=MEANING), at=day(2)).then_refused(NotPossibleNow)
    story(met()).when(RecordLayer(by=NEUTRAL, work=MEANING), at=day(6)).then_refused(NotAMember)


@pytest.mark.parametrize("layer", range(1, 7))
def test_each_layer_takes_its_own_kinds_of_entries(layer: int) -> None:
    """Every kind belongs to exactly one layer; another layer refuses it."""
    taken = []
    for kind in EntryKind:
        try:
            LayerWork(layer=layer, entries=(LayerEntry(kind=kind, text=sealed()),))
        except ValueError as error:
            assert f"does not belong to layer {layer}" in str(error)  # noqa: PT017 - most kinds raise, by design
        else:
            taken.append(kind)
    assert 2 <= len(taken) <= 6


def test_goals_are_set_then_achieved_or_dropped() -> None:
    """What becomes of a goal is said once."""
    life = story(active()).when(SetGoal(goal="g1", by=MENTEE, text=sealed(), due=day(90)), at=day(11))
    one = life.then(GoalSet(at=day(11), goal="g1", by=MENTEE, text=sealed(), due=day(90)))
    one.when(SetGoal(goal="g1", by=MENTEE, text=sealed()), at=day(12)).then_refused(GoalAlreadyKnown)
    two = one.when(SetGoal(goal="g2", by=MENTOR, text=sealed()), at=day(12)).after()
    two.when(AchieveGoal(goal="g3", by=MENTEE), at=day(50)).then_refused(UnknownGoal)
    achieved = two.when(AchieveGoal(goal="g1", by=MENTEE), at=day(50))
    dropped = achieved.then(GoalAchieved(at=day(50), goal="g1", by=MENTEE)).when(
        DropGoal(goal="g2", by=MENTEE), at=day(51)
    )
    done = dropped.then(GoalDropped(at=day(51), goal="g2", by=MENTEE))
    assert done.state.goals == {"g1": GoalStatus.ACHIEVED, "g2": GoalStatus.DROPPED}
    done.when(DropGoal(goal="g1", by=MENTEE), at=day(52)).then_refused(GoalAlreadySettled, status="achieved")


def test_pulses_open_on_day_30_and_then_every_60() -> None:
    """Counted from the agreement; each takes answers for two weeks."""
    life = held(active(), 20, 50, 80, 110, 140).until(day(160))
    opened = [event.at for event in life.of(PulseOpened) if isinstance(event, PulseOpened)]
    assert opened == [day(40), day(100), day(160)]
    closed = [event for event in life.of(PulseClosed) if isinstance(event, PulseClosed)]
    assert [(event.at, event.answered, event.asked) for event in closed] == [
        (day(54), 0, 2),
        (day(114), 0, 2),
    ]


def test_a_pulse_closes_when_everybody_answered() -> None:
    """Each member answers once, while it is open."""
    life = held(active(), 30).until(day(40))
    half = story(life).when(AnswerPulse(person=MENTEE, score=4, comment=sealed()), at=day(41))
    one = half.then(PulseAnswered(at=day(41), person=MENTEE, number=1, score=4, comment=sealed()))
    one.when(AnswerPulse(person=MENTEE, score=5), at=day(42)).then_refused(AlreadyAnswered)
    assert one.when(RaiseConcern(person=MENTEE), at=day(42)).after().state.concern
    all_answered = one.when(AnswerPulse(person=MENTOR, score=5), at=day(42))
    none_open = all_answered.then(
        PulseAnswered(at=day(42), person=MENTOR, number=1, score=5),
        PulseClosed(at=day(42), number=1, answered=2, asked=2),
    )
    none_open.when(AnswerPulse(person=MENTOR, score=5), at=day(43)).then_refused(NoPulseOpen)


def test_a_low_answer_puts_it_at_risk_until_a_review() -> None:
    """One low answer is enough; the reviewer's later word replaces it."""
    life = held(active(), 30).do(AnswerPulse(person=MENTEE, score=2), day(41))
    assert life.events[-1] == HealthChanged(
        at=day(41), health=Health.AT_RISK, before=Health.ON_TRACK, signs=("low_pulse",)
    )
    review = RecordReview(by=NEUTRAL, health=Health.ON_TRACK)
    story(life).when(review, at=day(43)).then(
        ReviewRecorded(at=day(43), by=NEUTRAL, health=Health.ON_TRACK),
        HealthChanged(at=day(43), health=Health.ON_TRACK, before=Health.AT_RISK),
    )


def test_reviews_fall_due_by_the_neutral_party_after_three_and_six_months() -> None:
    """An overdue one is told to the coordinator; recording it settles it."""
    life = held(active(), 30, 60, 90).until(day(100))
    assert life.events[-2:] == [ReviewFellDue(at=day(100), number=1), PulseOpened(at=day(100), number=2)]
    overdue = held(life, 101).until(day(114))
    assert (
        Escalated(at=day(114), about=About.REVIEW, recipient=Recipient.COORDINATOR, to=(COORDINATOR,))
        in overdue.events
    )
    review = RecordReview(
        by=NEUTRAL, health=Health.ON_TRACK, notes=sealed(), actions=(sealed(),), lesson=sealed()
    )
    after = story(overdue).when(review, at=day(115))
    done = after.then(
        ReviewRecorded(
            at=day(115),
            by=NEUTRAL,
            number=1,
            health=Health.ON_TRACK,
            notes=sealed(),
            actions=(sealed(),),
            lesson=sealed(),
        )
    )
    assert (done.state.review, About.REVIEW in done.state.escalated) == (None, False)


def test_only_the_neutral_party_reviews() -> None:
    """Coordinators and members do not."""
    for person in (COORDINATOR, MENTOR):
        review = RecordReview(by=person, health=Health.WATCH)
        story(active()).when(review, at=day(20)).then_refused(NotAParty, allowed=NEUTRAL)


@pytest.mark.parametrize(
    ("verdict", "sign"),
    [(Health.WATCH, Sign.REVIEWER_WATCHES), (Health.AT_RISK, Sign.REVIEWER_SEES_RISK)],
)
def test_the_reviewers_word_counts(verdict: Health, sign: Sign) -> None:
    """What the reviewer sees is the health, until another sign speaks."""
    life = active().do(RecordReview(by=NEUTRAL, health=verdict), day(20))
    assert (life.state.health, signs(life.state)) == (verdict, (sign,))


def test_two_small_signs_are_a_risk() -> None:
    """A middling pulse is watched; with a reviewer's worry it is at risk."""
    life = held(active(), 30).do(RecordReview(by=NEUTRAL, health=Health.WATCH), day(31))
    life.do(AnswerPulse(person=MENTEE, score=3), day(41))
    assert (life.state.health, signs(life.state)) == (
        Health.AT_RISK,
        (Sign.MIDDLING_PULSE, Sign.REVIEWER_WATCHES),
    )


def test_meeting_too_rarely_is_told_and_a_meeting_heals_it() -> None:
    """After a nudge at two weeks, the neutral party hears at six; the next meeting ends the worry."""
    life = active().until(day(10 + 42))
    nudge, told = [e for e in life.events if isinstance(e, (ReminderSent, Escalated))][-2:]
    assert nudge == ReminderSent(at=day(24), about=About.MEETING, number=1, to=(MENTOR, MENTEE))
    assert told == Escalated(
        at=day(52), about=About.MEETING_GAP, recipient=Recipient.NEUTRAL_PARTY, to=(NEUTRAL,)
    )
    assert life.state.health is Health.AT_RISK
    held(life, 55)
    assert (life.state.health, life.state.escalated) == (Health.ON_TRACK, {})


def test_an_agreed_slower_rhythm_gives_more_time() -> None:
    """Who agreed to meet every eight weeks is worried about after twelve."""
    life = active().do(
        DraftAgreement(by=MENTOR, terms=TERMS.model_copy(update={"meeting_every": timedelta(weeks=8)})),
        day(11),
    )
    assert life.state.draft is not None
    sha256 = life.state.draft.sha256
    for person in (MENTOR, MENTEE):
        life.do(SignAgreement(person=person, sha256=sha256), day(12))
    assert life.until(day(10 + 83)).of(HealthChanged) == []
    assert len(life.until(day(10 + 84)).of(HealthChanged)) == 1


def test_a_concern_goes_to_the_neutral_party_alone() -> None:
    """They are reminded until they take it up; nobody else is told."""
    life = active().do(RaiseConcern(person=MENTEE, note=sealed()), day(11))
    assert life.events[-1] == ConcernRaised(at=day(11), person=MENTEE, note=sealed())
    story(life).when(RaiseConcern(person=MENTOR), at=day(12)).then_refused(ConcernAlreadyRaised)
    life.until(day(17))
    reminders = [event for event in life.of(ReminderSent) if isinstance(event, ReminderSent)]
    assert [(event.about, event.at, event.to) for event in reminders] == [
        (About.CONCERN, day(13), (NEUTRAL,)),
        (About.CONCERN, day(16), (NEUTRAL,)),
    ]
    answer = AnswerConcern(by=NEUTRAL, route=ConcernRoute.TALK)
    story(life).when(AnswerConcern(by=COORDINATOR, route=ConcernRoute.TALK), at=day(17)).then_refused(
        NotAParty
    )
    done = story(life).when(answer, at=day(17))
    after = done.then(ConcernAnswered(at=day(17), by=NEUTRAL, person=MENTEE, route=ConcernRoute.TALK))
    after.when(answer, at=day(18)).then_refused(NoConcernRaised)


def test_check_ins_rest_during_a_pause() -> None:
    """Nobody is asked how it goes while it does not go."""
    life = held(active(), 30).until(day(40))
    life.do(PauseRelationship(by=MENTEE, reason=PauseReason.LEAVE, resume_on=day(60)), day(41))
    story(life).when(AnswerPulse(person=MENTEE, score=4), at=day(42)).then_refused(NotPossibleNow)
    assert life.until(day(72.9)).state.pulse is not None
    assert life.until(day(73)).state.pulse is None

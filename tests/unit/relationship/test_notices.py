"""Whom the events of a relationship concern, and what they are told."""

from datetime import timedelta

from domain.event import Event
from domain.notice import CalendarEntry
from domain.registry import UnknownEvent
from domain.relationship import RELATIONSHIP, State, notices
from domain.relationship import events as e
from domain.relationship.commands import (
    AcceptExtension,
    AchieveGoal,
    AnswerConcern,
    AnswerExitSurvey,
    CancelMeeting,
    DeclineExtension,
    DeclineOffer,
    DraftAgreement,
    FlagRoleConflict,
    PauseRelationship,
    RaiseConcern,
    RecordLayer,
    RecordMemberLeft,
    RecordReview,
    ReportMeetingHeld,
    ReportMeetingNotHeld,
    RequestClosure,
    RequestExtension,
    RescheduleMeeting,
    ResumeRelationship,
    ScheduleMeeting,
    SetGoal,
    WithdrawRelationship,
)
from domain.relationship.layers import EntryKind, LayerEntry, LayerWork
from domain.relationship.reasons import (
    CancellationReason,
    ClosureReason,
    ConcernRoute,
    DeclineReason,
    PauseReason,
    WithdrawalReason,
)
from domain.vocabulary import Health
from tests.kit.relationships import (
    CIRCLE,
    COORDINATOR,
    MENTEE,
    MENTOR,
    NEUTRAL,
    PEER,
    TERMS,
    Life,
    accepted,
    active,
    contracting,
    day,
    drafted,
    held,
    met,
    offered,
    sealed,
)

BOTH = (MENTOR, MENTEE)


def told(life: Life, since: int = 0) -> dict[str, tuple[str, ...]]:
    """Return who was told by which template, from an event on."""
    state: State = RELATIONSHIP.initial()
    found: dict[str, tuple[str, ...]] = {}
    for number, event in enumerate(life.events):
        state = RELATIONSHIP.evolve(state, event)
        if number >= since:
            for notice in notices(state, event):
                found[notice.template] = (*found.get(notice.template, ()), notice.recipient)
    return found


def after(life: Life, *changes: object, at: float = 11) -> dict[str, tuple[str, ...]]:
    """Return who is told of what follows from commands on a day."""
    since = len(life.events)
    for command in changes:
        life.do(command, day(at))  # type: ignore[arg-type]  # any command
    return told(life, since)


def facts(life: Life, kind: type[Event]) -> dict[str, str]:
    """Return what the first notice of the latest event of a kind mentions beside whom it is about."""
    event = life.of(kind)[-1]
    mentioned = dict(notices(life.state, event)[0].facts)
    assert mentioned.pop("relationship") == "relationship-1"
    assert mentioned.pop("members") == f"{MENTOR}, {MENTEE}"
    return mentioned


def test_the_way_to_the_agreement_is_told_step_by_step() -> None:
    """Each learns of what they have to do next."""
    assert told(drafted()) == {
        "offer": BOTH,
        "introduction": BOTH,
        "fit_check": BOTH,
        "contact_due": (NEUTRAL,),
        "agreement_to_draft": BOTH,
        "escalation_neutral_contact": (COORDINATOR,),
        "agreement_to_sign": BOTH,
    }
    assert told(active())["agreement_in_force"] == BOTH


def test_dates_are_told_in_iso_8601() -> None:
    """So that words and language are left to the templates."""
    assert facts(offered(), e.RelationshipOffered) == {"answer_by": day(14).isoformat()}
    assert facts(accepted(), e.RelationshipAccepted) == {
        "first_meeting_by": day(11).isoformat(),
        "planned_end": day(271).isoformat(),
    }


def test_an_offer_that_came_to_nothing_is_told_to_those_who_knew() -> None:
    """Nobody hears of a proposal that was never offered; nobody learns who declined or why."""
    declined = after(offered(), DeclineOffer(person=MENTOR, reason=DeclineReason.NO_TIME), at=2)
    assert declined == {
        "offer_declined": (COORDINATOR,),
        "closed_with_outcome": (COORDINATOR,),
        "offer_ended": (MENTEE,),
    }
    assert told(offered().until(day(14)), 2)["offer_expired"] == BOTH
    withdrawal = WithdrawRelationship(by=COORDINATOR, reason=WithdrawalReason.OTHER)
    unseen = after(offered(offer=False), withdrawal, at=2)
    assert unseen == {"withdrawn": (COORDINATOR,), "closed_with_outcome": (COORDINATOR,)}


def test_members_read_no_reasons_and_no_outcomes() -> None:
    """What one said in closing is not told to the other."""
    life = active().do(RequestClosure(by=MENTEE, reason=ClosureReason.CONDUCT), day(11)).until(day(30))
    state = RELATIONSHIP.initial()
    for event in life.events:
        state = RELATIONSHIP.evolve(state, event)
        for notice in notices(state, event):
            if notice.recipient in BOTH:
                assert not {"reason", "outcome", "signs"} & notice.facts.keys()


def test_meetings_come_with_their_calendar_entry() -> None:
    """Moved and cancelled ones carry a higher sequence, so that calendars follow."""
    life = active().do(ScheduleMeeting(meeting="m1", by=MENTEE, starts_at=day(20)), day(11))
    booked = notices(life.state, life.events[-1])
    entry = CalendarEntry(uid="relationship-1/m1", sequence=0, starts_at=day(20), minutes=60)
    assert [(notice.template, notice.recipient, notice.calendar) for notice in booked] == [
        ("meeting_booked", MENTOR, entry),
        ("meeting_booked", MENTEE, entry),
    ]
    life.do(RescheduleMeeting(meeting="m1", by=MENTEE, starts_at=day(21)), day(12))
    moved = notices(life.state, life.events[-1])[0].calendar
    assert moved == CalendarEntry(uid="relationship-1/m1", sequence=1, starts_at=day(21), minutes=60)
    life.do(CancelMeeting(meeting="m1", by=MENTEE, reason=CancellationReason.OTHER), day(12))
    gone = notices(life.state, life.events[-1])[0].calendar
    assert gone == CalendarEntry(
        uid="relationship-1/m1", sequence=2, starts_at=day(21), minutes=60, cancelled=True
    )


def test_several_meetings_are_cancelled_by_several_notices() -> None:
    """Each has its own key, so that none is taken for another."""
    life = active()
    for meeting in ("m1", "m2"):
        life.do(ScheduleMeeting(meeting=meeting, by=MENTEE, starts_at=day(20)), day(11))
    life.do(RequestClosure(by=MENTEE, reason=ClosureReason.NO_FAULT), day(12))
    keys = [notice.key for event in life.of(e.MeetingCancelled) for notice in notices(life.state, event)]
    assert len(set(keys)) == len(keys) == 4
    assert all(key.startswith("relationship-1/meeting_cancelled/") for key in keys)


def test_later_meetings_ask_only_while_somebody_is_deciding() -> None:
    """The neutral party is told of the first one alone."""
    second = ReportMeetingHeld(meeting="second", by=MENTEE, starts_at=day(7))
    assert after(met(), second, at=8)["fit_check"] == BOTH
    assert "contact_due" not in after(met(), second, at=8)
    assert after(active(), ReportMeetingHeld(meeting="x", by=MENTEE, starts_at=day(10.5))) == {}


def test_achievements_are_celebrated() -> None:
    """The others hear of a goal, and who is happiest is asked for their story (seed 004)."""
    setting = SetGoal(goal="g", by=MENTEE, text=sealed())
    assert after(active(), setting, AchieveGoal(goal="g", by=MENTEE)) == {"goal_achieved": (MENTOR,)}
    life = active().do(RequestClosure(by=MENTEE, reason=ClosureReason.GOALS_ACHIEVED), day(11))
    assert after(life, AnswerExitSurvey(person=MENTEE, score=5))["story_invitation"] == (MENTEE,)
    assert after(life, AnswerExitSurvey(person=MENTOR, score=4)) == {
        "closed_with_outcome": (COORDINATOR,),
        "closed": BOTH,
    }


def test_trouble_is_told_to_the_neutral_party() -> None:
    """Risk, conflicts, conduct and concerns; what it means to them is given back to the members."""
    layer = LayerWork(layer=3, entries=(LayerEntry(kind=EntryKind.MEANING_PERSON, text=sealed()),))
    life = active().do(RecordLayer(by=MENTEE, work=layer), day(11))
    review = RecordReview(by=NEUTRAL, health=Health.AT_RISK)
    assert after(life, review) == {"at_risk": (NEUTRAL,), "remember_why": BOTH}
    assert after(active(), RecordReview(by=NEUTRAL, health=Health.WATCH)) == {}
    assert after(life, RecordReview(by=NEUTRAL, health=Health.ON_TRACK)) == {}
    assert after(active(), FlagRoleConflict(persons=BOTH)) == {"role_conflict": (NEUTRAL,)}
    conduct = after(active(), RequestClosure(by=MENTEE, reason=ClosureReason.CONDUCT))
    assert conduct == {"conduct": (NEUTRAL,), "exit_survey": BOTH, "closing": (COORDINATOR,)}
    raised = RaiseConcern(person=MENTEE, note=sealed())
    answer = AnswerConcern(by=NEUTRAL, route=ConcernRoute.TALK)
    assert after(active(), raised, answer) == {"concern_raised": (NEUTRAL,), "concern_answered": (MENTEE,)}
    gone = after(active(CIRCLE), RaiseConcern(person=PEER), RecordMemberLeft(person=PEER), answer)
    assert "concern_answered" not in gone


def test_reminders_and_escalations_are_told() -> None:
    """Under the name of what they are about; members hear too that their first meeting is late."""
    found = told(accepted().until(day(12)), 5)
    assert found == {
        "escalation_first_meeting": (COORDINATOR,),
        "reminder_first_meeting": BOTH,
        "at_risk": (NEUTRAL,),
    }
    assert told(offered().until(day(3)), 2) == {"reminder_answer": BOTH}


def test_no_shows_are_told() -> None:
    """The third in a row brings the offer to conclude."""
    life = active()
    for on in (12, 14, 16):
        life.do(ScheduleMeeting(meeting=f"m{on}", by=MENTEE, starts_at=day(on)), life.now)
        life.do(ReportMeetingNotHeld(meeting=f"m{on}", by=MENTOR, absent=(MENTEE,)), day(on + 0.1))
    found = told(life)
    assert found["reminder_no_show"] == BOTH
    assert found["escalation_no_show"] == (NEUTRAL,)
    assert found["no_fault_conclusion_offered"] == BOTH


def test_the_course_is_told() -> None:
    """Amendments, pauses, check-ins, reviews, winding up, extensions, and the end."""
    draft = DraftAgreement(by=MENTOR, terms=TERMS)
    assert after(active(), draft) == {"agreement_to_sign": BOTH}
    assert told(active().do(draft, day(11)).until(day(53)))["amendment_lapsed"] == BOTH
    pause = PauseRelationship(by=MENTEE, reason=PauseReason.LEAVE, resume_on=day(30))
    everybody = (*BOTH, COORDINATOR)
    paused = after(active(), pause, ResumeRelationship(by=MENTEE))
    assert paused == {"paused": everybody, "resumed": everybody}
    found = told(held(active(), 30, 60, 90, 120, 150, 180, 210).until(day(240)))
    assert found["pulse"][:2] == BOTH
    assert found["review_due"] == (NEUTRAL, NEUTRAL)
    assert (found["winding_up"], found["final_review"]) == (BOTH, (NEUTRAL,))
    late = held(active(), 30, 60, 90, 120, 150, 180, 210).until(day(240))
    wish = RequestExtension(person=MENTEE, until=day(300))
    assert after(late, wish, DeclineExtension(person=MENTOR), at=241) == {
        "extension_requested": (MENTOR,),
        "ends_as_planned": BOTH,
    }
    assert after(late, wish, AcceptExtension(person=MENTOR), at=242)["extended"] == everybody


def test_who_leaves_a_group_loses_its_meetings_from_the_calendar() -> None:
    """The others and the coordinator hear that somebody is gone."""
    life = active(CIRCLE).do(ScheduleMeeting(meeting="m", by=MENTEE, starts_at=day(20)), day(11))
    found = after(life, RequestClosure(by=PEER, reason=ClosureReason.CONDUCT), at=12)
    assert found == {
        "member_gone": (*BOTH, COORDINATOR),
        "conduct": (NEUTRAL,),
        "meeting_cancelled": (PEER,),
    }


def test_the_same_event_gives_the_same_notices() -> None:
    """And what nobody needs to know gives none."""
    life = contracting()
    assert notices(life.state, life.events[-1]) == notices(life.state, life.events[-1])
    assert notices(life.state, UnknownEvent(name="relationship.danced", version=1, data={})) == ()
    assert notices(life.state, life.of(e.FitChecked)[0]) == ()


def test_an_unknown_event_changes_nothing() -> None:
    """A later program's events are kept and passed over."""
    life = met()
    unknown = UnknownEvent(name="relationship.danced", version=1, data={})
    assert RELATIONSHIP.evolve(life.state, unknown) == life.state


def test_times_are_moments_of_the_notice() -> None:
    """A check-in says until when it takes answers."""
    life = held(active(), 30).until(day(40))
    assert facts(life, e.PulseOpened) == {
        "number": "1",
        "answer_by": (day(40) + timedelta(days=14)).isoformat(),
    }

"""Whom an event is told by mail.

Members never read reasons, outcomes or each other's answers in a notice; the coordinator reads classes,
the neutral party what calls for a talk.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from domain.event import Event
from domain.notice import CalendarEntry, Notice
from domain.relationship import events as e
from domain.relationship.about import About
from domain.relationship.layers import MEANING
from domain.relationship.reasons import ClosureReason
from domain.relationship.state import State, Status
from domain.relationship.values import BEST, Meeting
from domain.vocabulary import Health


class Message(NamedTuple):
    """What some people are told.

    Attributes:
        template: Which words to use.
        to: Whom to tell; whoever is named twice is told once.
        facts: What the words are filled with.
        calendar: The meeting it is about.
    """

    template: str
    to: tuple[str, ...]
    facts: dict[str, str]
    calendar: CalendarEntry | None = None


Tell = Callable[[State, Any], list[Message]]


def notices(state: State, event: Event) -> tuple[Notice, ...]:
    """Return whom an event concerns, given the state after it; the same event gives the same notices."""
    tell = _TELL.get(type(event))
    if tell is None or not isinstance(event, e.RelationshipEvent):
        return ()
    return tuple(
        Notice(
            template=message.template,
            recipient=person,
            facts=_about(state) | message.facts,
            key="/".join(
                (state.relationship, message.template, event.at.isoformat(), _subject(message), person)
            ),
            calendar=message.calendar,
        )
        for message in tell(state, event)
        for person in dict.fromkeys(message.to)
    )


def _about(state: State) -> dict[str, str]:
    """Return what every message may mention: which relationship it is about, and between whom, by id."""
    members = ", ".join(member.person for member in state.members)
    return {"relationship": state.relationship, "members": members}


def _subject(message: Message) -> str:
    return message.calendar.uid if message.calendar else ""


def _tell(template: str, to: tuple[str, ...], **facts: str) -> list[Message]:
    """Return one message to several people."""
    return [Message(template, to, facts)]


def _coordinator(state: State) -> tuple[str, ...]:
    return (state.coordinator,)


def _offered(state: State, event: e.RelationshipOffered) -> list[Message]:
    answer_by = event.at + state.policies.offer_expires_after
    return _tell("offer", state.present, answer_by=answer_by.isoformat())


def _declined(state: State, event: e.OfferDeclined) -> list[Message]:
    return _tell("offer_declined", _coordinator(state), reason=event.reason)


def _expired(_: State, event: e.OfferExpired) -> list[Message]:
    return _tell("offer_expired", event.silent)


def _withdrawn(state: State, event: e.RelationshipWithdrawn) -> list[Message]:
    return _tell("withdrawn", _coordinator(state), reason=event.reason)


def _accepted(state: State, event: e.RelationshipAccepted) -> list[Message]:
    meet_by = event.at + state.policies.first_meeting_within
    return _tell(
        "introduction",
        state.present,
        first_meeting_by=meet_by.isoformat(),
        planned_end=event.planned_end.isoformat(),
    )


def _meeting(template: str) -> Tell:
    def tell(state: State, event: Any) -> list[Message]:  # noqa: ANN401 - any event that names a meeting
        meeting = next(known for known in state.meetings if known.id == event.meeting)
        entry = _entry(state, meeting, cancelled=template == "meeting_cancelled")
        return [Message(template, state.present, _facts(meeting), entry)]

    return tell


def _facts(meeting: Meeting) -> dict[str, str]:
    return {"starts_at": meeting.at.isoformat(), "minutes": str(meeting.minutes)}


def _entry(state: State, meeting: Meeting, *, cancelled: bool) -> CalendarEntry:
    return CalendarEntry(
        uid=f"{state.relationship}/{meeting.id}",
        sequence=meeting.revision + cancelled,
        starts_at=meeting.at,
        minutes=meeting.minutes,
        cancelled=cancelled,
    )


def _held(state: State, _: e.MeetingHeld) -> list[Message]:
    if state.status is not Status.CHEMISTRY:
        return []
    asked = _tell("fit_check", state.lacking(*state.fits))
    return [*asked, *_tell("contact_due", state.neutral_parties)] if state.held == 1 else asked


def _conclusion_offered(state: State, _: e.NoFaultConclusionOffered) -> list[Message]:
    return _tell("no_fault_conclusion_offered", state.present)


def _fit_confirmed(state: State, event: e.FitConfirmed) -> list[Message]:
    sign_by = event.at + state.policies.signature_within
    return _tell("agreement_to_draft", state.present, sign_by=sign_by.isoformat())


def _drafted(state: State, event: e.AgreementDrafted) -> list[Message]:
    version = str(event.document.version)
    return _tell("agreement_to_sign", state.present, version=version, sha256=event.sha256)


def _concluded(state: State, event: e.AgreementConcluded) -> list[Message]:
    return _tell("agreement_in_force", state.present, version=str(event.version), sha256=event.sha256)


def _amendment_lapsed(state: State, event: e.AmendmentLapsed) -> list[Message]:
    return _tell("amendment_lapsed", state.present, version=str(event.version))


def _goal_achieved(state: State, event: e.GoalAchieved) -> list[Message]:
    return _tell("goal_achieved", tuple(person for person in state.present if person != event.by))


def _pulse(state: State, event: e.PulseOpened) -> list[Message]:
    closes = event.at + state.policies.pulse_open_for
    return _tell("pulse", state.present, number=str(event.number), answer_by=closes.isoformat())


def _review_due(state: State, event: e.ReviewFellDue) -> list[Message]:
    return _tell("review_due", state.neutral_parties, number=str(event.number))


def _health(state: State, event: e.HealthChanged) -> list[Message]:
    if event.health not in (Health.WATCH, Health.AT_RISK):
        return []
    told: list[Message] = []
    if event.health is Health.AT_RISK:
        told = _tell("at_risk", state.neutral_parties, signs=", ".join(event.signs))
    if state.layers.get(MEANING):
        # What it means to them is the fuel when somebody loses focus (seed 002, layer 3).
        told += _tell("remember_why", state.present)
    return told


def _reminded(_: State, event: e.ReminderSent) -> list[Message]:
    return _tell(f"reminder_{event.about}", event.to, number=str(event.number))


def _escalated(state: State, event: e.Escalated) -> list[Message]:
    told = _tell(f"escalation_{event.about}", event.to)
    if event.about is About.FIRST_MEETING:
        told += _tell("reminder_first_meeting", state.present, number="1")
    return told


def _paused(state: State, event: e.RelationshipPaused) -> list[Message]:
    to = (*state.present, state.coordinator)
    return _tell("paused", to, resume_on=event.resume_on.isoformat())


def _resumed(state: State, event: e.RelationshipResumed) -> list[Message]:
    to = (*state.present, state.coordinator)
    return _tell("resumed", to, planned_end=event.planned_end.isoformat())


def _winding_up(state: State, _: e.WindUpStarted) -> list[Message]:
    facts = {"planned_end": state.end.isoformat()}
    members = _tell("winding_up", state.present, **facts)
    return [*members, *_tell("final_review", state.neutral_parties, **facts)]


def _extension_requested(state: State, event: e.ExtensionRequested) -> list[Message]:
    others = tuple(person for person in state.present if person != event.by)
    return _tell("extension_requested", others, until=event.until.isoformat())


def _extension_declined(state: State, _: e.ExtensionDeclined) -> list[Message]:
    return _tell("ends_as_planned", state.present, planned_end=state.end.isoformat())


def _extended(state: State, event: e.RelationshipExtended) -> list[Message]:
    to = (*state.present, state.coordinator)
    return _tell("extended", to, planned_end=event.planned_end.isoformat())


def _concern(state: State, _: e.ConcernRaised) -> list[Message]:
    return _tell("concern_raised", state.neutral_parties)


def _concern_answered(state: State, event: e.ConcernAnswered) -> list[Message]:
    return _tell("concern_answered", (event.person,)) if event.person in state.present else []


def _conflict(state: State, _: e.RoleConflictFlagged) -> list[Message]:
    return _tell("role_conflict", state.neutral_parties)


def _left(state: State, _: e.MemberLeft) -> list[Message]:
    return _tell("member_gone", (*state.present, state.coordinator))


def _departed(state: State, event: e.MemberDeparted) -> list[Message]:
    """Take the meetings out of the calendar of whoever leaves a group."""
    told = _tell("member_gone", (*state.present, state.coordinator))
    if event.reason is ClosureReason.CONDUCT:
        told += _tell("conduct", state.neutral_parties)
    return told + [
        Message("meeting_cancelled", (event.person,), _facts(meeting), _entry(state, meeting, cancelled=True))
        for meeting in state.booked
    ]


def _closure_requested(state: State, event: e.ClosureRequested) -> list[Message]:
    if event.reason is ClosureReason.CONDUCT:
        return _tell("conduct", state.neutral_parties)
    return []


def _closing(state: State, event: e.ClosingStarted) -> list[Message]:
    closes = event.at + state.policies.closing_within
    members = _tell("exit_survey", state.present, answer_by=closes.isoformat())
    return [*members, *_tell("closing", _coordinator(state), outcome=event.outcome)]


def _looked_back(_: State, event: e.ExitSurveyAnswered) -> list[Message]:
    """Ask those who are happiest for their story (seed 004: celebrate)."""
    return _tell("story_invitation", (event.person,)) if event.score == BEST else []


def _closed(state: State, event: e.RelationshipClosed) -> list[Message]:
    told = _tell("closed_with_outcome", _coordinator(state), outcome=event.outcome)
    if state.accepted_at is not None:
        return [*told, *_tell("closed", state.present)]
    # Before the offer nobody knew of it, so nobody is told that it came to nothing.
    return [*told, *_tell("offer_ended", state.present)] if state.offered_at is not None else told


_TELL: Final[dict[type, Tell]] = {
    e.RelationshipOffered: _offered,
    e.OfferDeclined: _declined,
    e.OfferExpired: _expired,
    e.RelationshipWithdrawn: _withdrawn,
    e.RelationshipAccepted: _accepted,
    e.MeetingScheduled: _meeting("meeting_booked"),
    e.MeetingRescheduled: _meeting("meeting_moved"),
    e.MeetingCancelled: _meeting("meeting_cancelled"),
    e.MeetingHeld: _held,
    e.NoFaultConclusionOffered: _conclusion_offered,
    e.FitConfirmed: _fit_confirmed,
    e.AgreementDrafted: _drafted,
    e.AgreementConcluded: _concluded,
    e.AmendmentLapsed: _amendment_lapsed,
    e.GoalAchieved: _goal_achieved,
    e.PulseOpened: _pulse,
    e.ReviewFellDue: _review_due,
    e.HealthChanged: _health,
    e.ReminderSent: _reminded,
    e.Escalated: _escalated,
    e.RelationshipPaused: _paused,
    e.RelationshipResumed: _resumed,
    e.WindUpStarted: _winding_up,
    e.ExtensionRequested: _extension_requested,
    e.ExtensionDeclined: _extension_declined,
    e.RelationshipExtended: _extended,
    e.ConcernRaised: _concern,
    e.ConcernAnswered: _concern_answered,
    e.RoleConflictFlagged: _conflict,
    e.MemberLeft: _left,
    e.MemberDeparted: _departed,
    e.ClosureRequested: _closure_requested,
    e.ClosingStarted: _closing,
    e.ExitSurveyAnswered: _looked_back,
    e.RelationshipClosed: _closed,
}

"""What is awaited in any status: conflicts, no-shows, reports, the end of a pause, the exit survey."""

from datetime import datetime, timedelta
from typing import cast

from domain.event import Event
from domain.relationship.about import About, Recipient
from domain.relationship.events import MeetingUnconfirmed, RelationshipClosed, ReminderSent
from domain.relationship.pausing import resume
from domain.relationship.state import State
from domain.relationship.timing import Step, Wait, after, escalate, remind
from domain.relationship.values import Ending, Meeting, Pause
from domain.relationship.waits.words import of


def conflict(state: State) -> tuple[Wait, ...]:
    """Wait for a decision about a reporting line between members."""
    since = state.role_conflict_since
    if since is None:
        return ()
    at = after(state, since, state.policies.role_conflict_within)
    steps = escalate(state, About.ROLE_CONFLICT, Recipient.COORDINATOR, at)
    what = "a decision about the reporting line between members"
    return (Wait(About.ROLE_CONFLICT, what, state.neutral_parties, since, steps),)


def concern(state: State) -> tuple[Wait, ...]:
    """Wait for the neutral party to take up a concern; in confidence, so nobody else is told."""
    raised = state.concern
    if raised is None:
        return ()
    to = state.neutral_parties
    steps = remind(state, About.CONCERN, to, raised.since, state.policies.concern_reminders)
    what = "the neutral party's answer to a concern"
    return (Wait(About.CONCERN, what, to, raised.since, steps, confidential=True),)


def no_shows(state: State) -> tuple[Wait, ...]:
    """Wait for the members to meet after all, or to conclude without fault as they were offered."""
    since = state.conclusion_offered_at
    if since is None:
        return ()
    what = "the members to meet, or to take the offered no-fault conclusion"
    return (Wait(About.NO_SHOW, what, state.present, since),)


def reports(state: State) -> tuple[Wait, ...]:
    """Wait for the report of each booked meeting: asked for when it is over, then unconfirmed."""
    return tuple(_report(state, meeting) for meeting in state.booked)


def _report(state: State, meeting: Meeting) -> Wait:
    def ask(state: State, now: datetime) -> list[Event]:
        return [
            ReminderSent(at=now, about=About.MEETING_REPORT, number=1, to=state.present, meeting=meeting.id)
        ]

    def give_up(_: State, now: datetime) -> list[Event]:
        return [MeetingUnconfirmed(at=now, meeting=meeting.id)]

    unconfirmed = Step(
        after(state, meeting.ends, state.policies.meeting_confirmed_within),
        "counts the meeting as unconfirmed",
        give_up,
    )
    asked = () if meeting.asked else (Step(meeting.ends, "asks whether the meeting was held", ask),)
    return Wait(
        About.MEETING_REPORT,
        "a report on the last meeting" if meeting.asked else "the meeting that is booked",
        state.present,
        meeting.ends if meeting.asked else meeting.at,
        (*asked, unconfirmed),
    )


def paused(state: State) -> tuple[Wait, ...]:
    """Wait for the end of a pause, of which the members are reminded shortly before."""
    pause = cast("Pause", state.pause)
    prompt = pause.resume_on - state.policies.resume_prompt_before - pause.since
    ladder = (prompt,) if prompt > timedelta(0) else ()

    def go_on(state: State, now: datetime) -> list[Event]:
        return resume(state, now)

    steps = (
        *remind(state, About.RESUMPTION, state.present, pause.since, ladder),
        Step(pause.resume_on, "resumes the relationship", go_on, turn=True),
    )
    return (Wait(About.RESUMPTION, "the end of the pause", state.present, pause.since, steps),)


def closing(state: State) -> tuple[Wait, ...]:
    """Wait for each member to look back; it closes in time, whether they do or not."""
    ending = cast("Ending", state.ending)
    who = state.lacking(*state.surveyed)

    def close(_: State, now: datetime) -> list[Event]:
        return [RelationshipClosed(at=now, outcome=ending.outcome, reason=ending.reason)]

    steps = (
        *remind(state, About.EXIT_SURVEY, who, ending.since, state.policies.closing_reminders),
        Step(
            after(state, ending.since, state.policies.closing_within),
            "closes the relationship",
            close,
            turn=True,
        ),
    )
    return (Wait(About.EXIT_SURVEY, f"{of(state, who)} exit survey", who, ending.since, steps),)

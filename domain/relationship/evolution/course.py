"""How pauses, extensions, departures, conflicts and the end change a relationship."""

from datetime import timedelta
from typing import Any, Final, cast

from domain.relationship.about import About
from domain.relationship.events import (
    ClosingStarted,
    ExitSurveyAnswered,
    ExtensionAccepted,
    ExtensionDeclined,
    ExtensionRequested,
    MemberDeparted,
    MemberLeft,
    RelationshipClosed,
    RelationshipExtended,
    RelationshipPaused,
    RelationshipResumed,
    RoleConflictFlagged,
    RoleConflictResolved,
    WindUpStarted,
)
from domain.relationship.evolution.changes import NO_CONFLICT, change, forget, move, without
from domain.relationship.evolution.step import Evolve
from domain.relationship.reasons import ClosureReason
from domain.relationship.state import State, Status
from domain.relationship.values import Ending, Extension, Pause, Rest

_NOTHING_OPEN: Final[dict[str, Any]] = {
    **dict.fromkeys(("pause", "resumes_to", "extension", "draft", "pulse", "review")),
    "conclusion_offered_at": None,
    **NO_CONFLICT,
}
"""What nobody is asked for any more once a relationship ends."""


def _paused(state: State, event: RelationshipPaused) -> State:
    pause = Pause(since=event.at, resume_on=event.resume_on, reason=event.reason)
    return change(state, status=Status.PAUSED, resumes_to=state.status, pause=pause)


def _resumed(state: State, event: RelationshipResumed) -> State:
    pause = cast("Pause", state.pause)
    return change(
        state,
        status=state.resumes_to,
        resumes_to=None,
        pause=None,
        rests=(*state.rests, Rest(start=pause.since, end=event.at)),
        planned_end=event.planned_end,
        extension=_later(state.extension, event.at - pause.since),
        **forget(state, About.RESUMPTION),
    )


def _later(extension: Extension | None, by: timedelta) -> Extension | None:
    """Move the end that is asked for with the planned end, or it might lie before that after a pause."""
    return extension and extension.model_copy(update={"until": extension.until + by})


def _winding_up(state: State, event: WindUpStarted) -> State:
    return move(state, Status.WINDING_UP, event.at)


def _extension_requested(state: State, event: ExtensionRequested) -> State:
    extension = Extension(until=event.until, since=event.at, accepted=(event.by,))
    return change(state, extension=extension)


def _extension_accepted(state: State, event: ExtensionAccepted) -> State:
    extension = cast("Extension", state.extension)
    accepted = (*extension.accepted, event.person)
    return change(state, extension=extension.model_copy(update={"accepted": accepted}))


def _extension_declined(state: State, _: ExtensionDeclined) -> State:
    return change(state, extension=None)


def _extended(state: State, event: RelationshipExtended) -> State:
    state = change(state, planned_end=event.planned_end, extension=None)
    if state.status is Status.WINDING_UP and state.wind_up_at > event.at:
        return move(state, Status.ACTIVE, event.at)
    return state


def _conflict_flagged(state: State, event: RoleConflictFlagged) -> State:
    return change(state, role_conflict_since=event.at, role_conflict_between=event.persons)


def _conflict_resolved(state: State, _: RoleConflictResolved) -> State:
    return change(
        state,
        **NO_CONFLICT,
        **forget(state, About.ROLE_CONFLICT),
    )


def _left(state: State, event: MemberLeft) -> State:
    return without(state, event.person, ClosureReason.MEMBER_LEFT)


def _departed(state: State, event: MemberDeparted) -> State:
    return without(state, event.person, event.reason)


def _at_rest(state: State) -> State:
    """Forget reminders and escalations: what they were about no longer matters, but for a concern."""
    return change(state, **forget(state, *(about for about in About if about is not About.CONCERN)))


def _closing(state: State, event: ClosingStarted) -> State:
    ending = Ending(since=event.at, reason=event.reason, outcome=event.outcome)
    return move(_at_rest(state), Status.CLOSING, event.at, ending=ending, **_NOTHING_OPEN)


def _surveyed(state: State, event: ExitSurveyAnswered) -> State:
    return change(state, surveyed=(*state.surveyed, event.person))


def _closed(state: State, event: RelationshipClosed) -> State:
    since = state.ending.since if state.ending else event.at
    ending = Ending(since=since, reason=event.reason, outcome=event.outcome)
    return move(_at_rest(state), Status.CLOSED, event.at, ending=ending, **_NOTHING_OPEN)


EVOLVE: Final[dict[type, Evolve]] = {
    RelationshipPaused: _paused,
    RelationshipResumed: _resumed,
    WindUpStarted: _winding_up,
    ExtensionRequested: _extension_requested,
    ExtensionAccepted: _extension_accepted,
    ExtensionDeclined: _extension_declined,
    RelationshipExtended: _extended,
    RoleConflictFlagged: _conflict_flagged,
    RoleConflictResolved: _conflict_resolved,
    MemberLeft: _left,
    MemberDeparted: _departed,
    ClosingStarted: _closing,
    ExitSurveyAnswered: _surveyed,
    RelationshipClosed: _closed,
}

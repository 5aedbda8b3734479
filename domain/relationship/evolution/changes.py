"""The small changes of which every evolution is made; they copy, and validate nothing again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, TypeVar

from domain.relationship.about import About
from domain.relationship.reasons import ClosureReason
from domain.relationship.state import State, Status
from domain.relationship.values import Meeting

ValueT = TypeVar("ValueT")

_OF_ONE_STATUS: Final = (About.OFFER, About.ANSWER, About.FIRST_MEETING, About.FIT, About.AGREEMENT)
"""Waits that end with the status in which they began."""

NO_CONFLICT: Final[dict[str, Any]] = {"role_conflict_since": None, "role_conflict_between": ()}
"""The fields of a state in which no reporting line awaits a decision."""


def change(state: State, **fields: Any) -> State:  # noqa: ANN401 - the fields of State, of every type
    """Return the state with other values in some fields."""
    return state.model_copy(update=fields)


def move(state: State, status: Status, at: datetime, **fields: Any) -> State:  # noqa: ANN401 - as above
    """Return the state in another status, entered at a moment; the waits of the status before are over."""
    return change(state, status=status, status_since=at, **forget(state, *_OF_ONE_STATUS), **fields)


def put(known: Mapping[Any, ValueT], key: object, value: ValueT) -> dict[Any, ValueT]:
    """Return a mapping with one more or another entry."""
    return {**known, key: value}


def forget(state: State, *abouts: About) -> dict[str, dict[About, Any]]:
    """Return the fields that let waits of these kinds begin anew: nobody reminded, nobody told."""
    return {
        "reminders": {about: n for about, n in state.reminders.items() if about not in abouts},
        "escalated": {about: at for about, at in state.escalated.items() if about not in abouts},
    }


def with_meeting(state: State, meeting: Meeting) -> tuple[Meeting, ...]:
    """Return the meetings with one of them added or replaced."""
    if any(known.id == meeting.id for known in state.meetings):
        return tuple(meeting if known.id == meeting.id else known for known in state.meetings)
    return (*state.meetings, meeting)


def without(state: State, person: str, reason: ClosureReason) -> State:
    """Return the state after a member is gone."""
    members = tuple(
        member.model_copy(update={"gone": reason}) if member.person == person else member
        for member in state.members
    )
    state = change(state, members=members, last_gone=person)
    if person in state.role_conflict_between:
        return change(state, **NO_CONFLICT, **forget(state, About.ROLE_CONFLICT))
    return state

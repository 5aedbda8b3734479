"""What may happen to a lesson."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from domain.command import Command
from domain.event import Event
from domain.lesson import commands as c
from domain.lesson import errors
from domain.lesson import events as e
from domain.lesson.state import LessonState
from domain.lesson.values import LessonStatus as Status

_USABLE = (Status.ACCEPTED, Status.PUBLISHED, Status.ADOPTED)


def _capture(state: LessonState, command: c.CaptureLesson) -> list[Event]:
    if state.status is not Status.NONE:
        raise errors.LessonAlreadyCaptured
    return [e.LessonCaptured(**command.content())]


def _consent(state: LessonState, command: c.GiveConsent) -> list[Event]:
    _require(state, "agreed to", Status.CAPTURED, *_USABLE)
    if command.by != state.by:
        raise errors.NotTheirLesson(by=state.by)
    return [] if state.consent else [e.ConsentGiven(by=command.by)]


def _accept(state: LessonState, command: c.AcceptLesson) -> list[Event]:
    _require(state, "accepted", Status.CAPTURED)
    return [e.LessonAccepted(**command.content())]


def _reject(state: LessonState, command: c.RejectLesson) -> list[Event]:
    _require(state, "rejected", Status.CAPTURED)
    return [e.LessonRejected(**command.content())]


def _publish(state: LessonState, command: c.PublishLesson) -> list[Event]:
    _require(state, "published", *_USABLE)
    if not state.consent:
        raise errors.ConsentMissing(by=state.by)
    if (state.audience, state.channels) == (command.audience, command.channels):
        return []
    return [e.LessonPublished(**command.content())]


def _adopt(state: LessonState, command: c.AdoptLesson) -> list[Event]:
    _require(state, "adopted", *_USABLE)
    if (command.programme, command.programme_version) in state.adopted_in:
        return []
    return [e.LessonAdopted(**command.content())]


def _withdraw(state: LessonState, command: c.WithdrawLesson) -> list[Event]:
    _require(state, "withdrawn", Status.CAPTURED, *_USABLE)
    return [e.LessonWithdrawn(**command.content())]


_DECISIONS: Final[Mapping[type[Command], Callable[[LessonState, Any], list[Event]]]] = {
    c.CaptureLesson: _capture,
    c.GiveConsent: _consent,
    c.AcceptLesson: _accept,
    c.RejectLesson: _reject,
    c.PublishLesson: _publish,
    c.AdoptLesson: _adopt,
    c.WithdrawLesson: _withdraw,
}


def decide(state: LessonState, command: c.LessonCommand, now: datetime) -> list[Event]:
    """Return what a command causes; only a lesson that was reviewed and may be shared is published.

    Raises:
        Refused: One of `domain.lesson.errors`.
    """
    del now  # nothing here depends on time
    if state.status is Status.NONE and not isinstance(command, c.CaptureLesson):
        raise errors.NoLesson
    return _DECISIONS[type(command)](state, command)


def _require(state: LessonState, wish: str, *possible: Status) -> None:
    if state.status not in possible:
        raise errors.WrongLessonStatus(status=state.status, wish=wish, possible=", ".join(possible))

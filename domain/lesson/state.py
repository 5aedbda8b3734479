"""What the history of a lesson adds up to, and how each event changes it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.event import Event
from domain.lesson import events as e
from domain.lesson.values import Context, LessonStatus, Occasion, Theme
from domain.programme.catalogue import LessonChannel
from domain.sealed import Sealed
from domain.values import Value


class LessonState(Value):
    """Something that the organisation learnt, or might.

    Attributes:
        status: How far it has come.
        programme: The key of the programme it came from.
        cycle: The cycle.
        relationship: The relationship, if it came from one.
        by: Who said it.
        occasion: When.
        context: Which part of mentoring it comes from.
        text: The words; None before it was captured.
        wording: The same in general words, if the reviewer found some.
        consent: Whether it may be shared.
        themes: What it says something about.
        audience: To whom it was told.
        channels: Where.
        adopted_in: The designs it changed: key of the programme and version.
    """

    status: LessonStatus = LessonStatus.NONE
    programme: str = ""
    cycle: str = ""
    relationship: str | None = None
    by: str = ""
    occasion: Occasion = Occasion.REVIEW
    context: Context = Context.OTHER
    text: Sealed | None = None
    wording: Sealed | None = None
    consent: bool = False
    themes: tuple[Theme, ...] = ()
    audience: tuple[str, ...] = ()
    channels: tuple[LessonChannel, ...] = ()
    adopted_in: tuple[tuple[str, int], ...] = ()


NO_LESSON: Final = LessonState()
"""The state before anything happened."""


def _captured(_: LessonState, event: e.LessonCaptured) -> LessonState:
    return LessonState(status=LessonStatus.CAPTURED, **dict(event))


def _consented(state: LessonState, _: e.ConsentGiven) -> LessonState:
    return state.model_copy(update={"consent": True})


def _accepted(state: LessonState, event: e.LessonAccepted) -> LessonState:
    changes = {"themes": event.themes, "wording": event.wording}
    return state.model_copy(update={"status": LessonStatus.ACCEPTED, **changes})


def _rejected(state: LessonState, _: e.LessonRejected) -> LessonState:
    return state.model_copy(update={"status": LessonStatus.REJECTED})


def _published(state: LessonState, event: e.LessonPublished) -> LessonState:
    status = state.status if state.adopted_in else LessonStatus.PUBLISHED
    changes = {"audience": event.audience, "channels": event.channels}
    return state.model_copy(update={"status": status, **changes})


def _adopted(state: LessonState, event: e.LessonAdopted) -> LessonState:
    adopted_in = (*state.adopted_in, (event.programme, event.programme_version))
    return state.model_copy(update={"status": LessonStatus.ADOPTED, "adopted_in": adopted_in})


def _withdrawn(state: LessonState, _: e.LessonWithdrawn) -> LessonState:
    changes = {"status": LessonStatus.WITHDRAWN, "consent": False, "audience": (), "channels": ()}
    return state.model_copy(update=changes)


_CHANGES: Final[Mapping[type[Event], Callable[[LessonState, Any], LessonState]]] = {
    e.LessonCaptured: _captured,
    e.ConsentGiven: _consented,
    e.LessonAccepted: _accepted,
    e.LessonRejected: _rejected,
    e.LessonPublished: _published,
    e.LessonAdopted: _adopted,
    e.LessonWithdrawn: _withdrawn,
}


def evolve(state: LessonState, event: Event) -> LessonState:
    """Return the state after an event; unknown events change nothing."""
    change = _CHANGES.get(type(event))
    return state if change is None else change(state, event)

"""Since when an applicant has been waiting for somebody to meet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from domain.application.evolve import evolve
from domain.application.state import NO_APPLICATION
from domain.application.values import ApplicationStatus
from domain.event import Event

CHOSEN: Final = (
    ApplicationStatus.SELECTED,
    ApplicationStatus.TRAINED,
    ApplicationStatus.WAITING_LISTED,
    ApplicationStatus.MATCHED,
)
"""Whoever the panel chose, and who has not withdrawn."""


def waiting_since(history: Iterable[tuple[datetime, Event]]) -> datetime | None:
    """Return since when somebody chosen has been without a relationship; None while nobody waits.

    Training counts, since it is for the programme that they wait; a relationship ends the wait, and whoever
    loses it waits anew.

    Args:
        history: The events of an application, each with the moment at which it happened.
    """
    state, since = NO_APPLICATION, None
    for at, event in history:
        state = evolve(state, event)
        waits = state.status in CHOSEN and not state.relationships
        since = (since or at) if waits else None
    return since

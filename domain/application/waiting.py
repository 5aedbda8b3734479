"""Since when an applicant has been waiting for somebody to meet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from domain.application.events import ApplicantReleased, ApplicantWaitListed
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


BEGINNINGS: Final = (ApplicantWaitListed, ApplicantReleased)


def waiting_since(history: Iterable[tuple[datetime, Event]]) -> datetime | None:
    """Return since when somebody chosen has waited for a match; None while nobody waits.

    A wait begins when a match run leaves them out, and anew when they lose the relationship they had. Before
    the first run of a cycle nobody has waited longer than others: on which day the office came to somebody's
    selection says nothing about them.

    Args:
        history: The events of an application, each with the moment at which it happened.
    """
    state, since = NO_APPLICATION, None
    for at, event in history:
        state = evolve(state, event)
        if state.status not in CHOSEN or state.relationships:
            since = None
        elif isinstance(event, BEGINNINGS):
            since = since or at
    return since

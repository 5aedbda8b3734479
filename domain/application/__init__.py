"""An application: one person, one role, one track, one cycle."""

from typing import Final

from domain.aggregate import Aggregate
from domain.application.commands import ApplicationCommand
from domain.application.decide import decide
from domain.application.events import EVENTS
from domain.application.evolve import evolve
from domain.application.state import NO_APPLICATION, ApplicationState
from domain.application.stream import application_stream

__all__ = ["APPLICATION", "EVENTS", "ApplicationCommand", "ApplicationState", "application_stream"]

APPLICATION: Final = Aggregate[ApplicationState, ApplicationCommand](
    category="application",
    initial=lambda: NO_APPLICATION,
    decide=decide,
    evolve=evolve,
    events=EVENTS,
)
"""How an application is decided; no timers, its cycle keeps the time."""

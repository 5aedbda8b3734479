"""A person: the facts that hold across programmes."""

from typing import Final

from domain.aggregate import Aggregate
from domain.ids import stream_name
from domain.person.commands import PersonCommand
from domain.person.decide import decide
from domain.person.events import EVENTS
from domain.person.evolve import evolve
from domain.person.state import NOBODY, PersonState

__all__ = ["EVENTS", "PERSON", "PersonCommand", "PersonState", "person_stream"]

PERSON: Final = Aggregate[PersonState, PersonCommand](
    category="person",
    initial=lambda: NOBODY,
    decide=decide,
    evolve=evolve,
    events=EVENTS,
)
"""How a person's facts are decided and kept; no timers."""


def person_stream(employee_ref: str) -> str:
    """Name the stream of a person, which is also their identifier everywhere."""
    return stream_name("person", employee_ref)

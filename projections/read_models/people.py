"""People: what is known of each across all programmes, names and addresses sealed."""

from datetime import date
from typing import Final

from domain.event import Event
from domain.person import EVENTS, PERSON, PersonState
from domain.person.events import PersonPromoted
from domain.person.state import NOBODY
from domain.values import Value
from projections.aggregate_fold import AggregateFold
from projections.fold import FoldProjection, LogEvent


class Record(Value):
    """A person with what the present state no longer tells.

    Attributes:
        person: The present state.
        promoted_on: The latest rise in level.
    """

    person: PersonState = NOBODY
    promoted_on: date | None = None


def evolve(record: Record, event: Event) -> Record:
    """Return the record after an event."""
    promoted_on = event.promoted_on if isinstance(event, PersonPromoted) else record.promoted_on
    return Record(person=PERSON.evolve(record.person, event), promoted_on=promoted_on)


def _columns(record: Record, _: LogEvent) -> dict[str, object]:
    person = record.person
    return {
        "employee_ref": person.employee_ref,
        "employment": person.employment,
        "last_day": person.last_day,
        "level": person.level,
        "promoted_on": record.promoted_on,
        "line_manager": person.line_manager,
        "erased": person.erased,
    }


PEOPLE: Final = FoldProjection(
    name="people",
    tables=("people",),
    types=tuple(event.type for event in EVENTS),
    fold=AggregateFold("people", Record(), evolve, _columns),
)
"""Keeps ``read.people``."""

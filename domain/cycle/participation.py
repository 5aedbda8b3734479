"""Who can take part in a cycle at all, whatever they applied for."""

from domain.cycle.state import CycleState
from domain.person import PersonState
from domain.person.values import Employment


def stays(cycle: CycleState, person: PersonState) -> bool:
    """Return whether somebody works here until the relationships of a cycle wind up, as far as is known.

    Whoever is known to leave before that would leave somebody behind: a match is not begun in order to
    break. A leave is no leaving.
    """
    return person.employment_on(cycle.plan.winding_up_at.date()) is not Employment.LEFT


def takes_part(cycle: CycleState, person: PersonState | None) -> bool:
    """Return whether somebody can be matched in a cycle: known, not erased, and here until it winds up."""
    return person is not None and not person.erased and stays(cycle, person)

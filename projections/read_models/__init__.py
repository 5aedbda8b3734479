"""What is kept ready to be read: one module, one table, one projection each."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from projections.errors import CannotPark, UnknownProjection
from projections.fold import FoldProjection
from projections.projection import Projection
from projections.read_models.applications import APPLICATIONS
from projections.read_models.cycles import CYCLES
from projections.read_models.designs import DESIGNS
from projections.read_models.event_types import EVENT_TYPES
from projections.read_models.lessons import LESSONS_LOG
from projections.read_models.match_runs import MATCH_RUNS
from projections.read_models.people import PEOPLE
from projections.read_models.relationship_board import RELATIONSHIP_BOARD

PROJECTIONS: Final[tuple[Projection, ...]] = (
    RELATIONSHIP_BOARD,
    APPLICATIONS,
    CYCLES,
    MATCH_RUNS,
    PEOPLE,
    DESIGNS,
    LESSONS_LOG,
    EVENT_TYPES,
)
"""In the order in which operators want to see them."""


def told_to_park(names: Collection[str]) -> tuple[Projection, ...]:
    """Return all projections, those of the given names such that they park instead of stopping.

    Raises:
        UnknownProjection: there is none of one of the names.
        CannotPark: the rows of one of them do not belong to single streams.
    """
    told = {name: _parking(named(name)) for name in names}
    return tuple(told.get(projection.name, projection) for projection in PROJECTIONS)


def named(name: str, projections: Iterable[Projection] = PROJECTIONS) -> Projection:
    """Return a projection by its name.

    Raises:
        UnknownProjection: there is none of that name.
    """
    for projection in projections:
        if projection.name == name:
            return projection
    known = ", ".join(projection.name for projection in PROJECTIONS)
    raise UnknownProjection(name=name, known=known)


def _parking(projection: Projection) -> Projection:
    if not isinstance(projection, FoldProjection):
        raise CannotPark(projection=projection.name)
    return replace(projection, parks=True)

"""What is kept ready to be read: one module, one table, one projection each."""

from typing import Final

from projections.errors import UnknownProjection
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


def named(name: str) -> Projection:
    """Return a projection by its name.

    Raises:
        UnknownProjection: there is none of that name.
    """
    for projection in PROJECTIONS:
        if projection.name == name:
            return projection
    known = ", ".join(projection.name for projection in PROJECTIONS)
    raise UnknownProjection(name=name, known=known)

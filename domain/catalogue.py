"""Every aggregate and every event type that the log can hold."""

from collections.abc import Mapping
from typing import Any, Final

from domain.aggregate import Aggregate
from domain.application import APPLICATION
from domain.cycle import CYCLE
from domain.lesson import LESSON
from domain.match_run import MATCH_RUN
from domain.operations import EVENTS as OPERATIONS
from domain.person import PERSON
from domain.programme import PROGRAMME
from domain.registry import Registry, Upcaster
from domain.relationship import RELATIONSHIP

AGGREGATES: Final[Mapping[str, Aggregate[Any, Any]]] = {
    aggregate.category: aggregate
    for aggregate in (APPLICATION, CYCLE, LESSON, MATCH_RUN, PERSON, PROGRAMME, RELATIONSHIP)
}
"""By the category of their streams."""

UPCASTERS: Final[Mapping[tuple[str, int], Upcaster]] = {}
"""How an old version of an event type is read: by type name and version, the step to the next one."""

REGISTRY: Final = Registry(
    (*(event for aggregate in AGGREGATES.values() for event in aggregate.events), *OPERATIONS), UPCASTERS
)
"""How stored events are decoded."""

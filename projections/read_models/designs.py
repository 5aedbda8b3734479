"""Designs: every version of every programme's design, kept for the cycles that it governs."""

from collections.abc import Sequence
from typing import Final

from pydantic_core import to_json

from domain.programme import DesignRevised, ProgrammeDrafted
from projections.connection import Connection
from projections.facts import fact
from projections.fold import FoldProjection, LogEvent
from projections.statement import statement


def _fold(connection: Connection, events: Sequence[LogEvent]) -> None:
    rows = []
    for event in events:
        drafted = fact(event)
        if isinstance(drafted, ProgrammeDrafted | DesignRevised):
            design = drafted.design
            key = {"programme": design.key, "version": design.version}
            rows.append({**key, "position": event.position, "design": design})
    connection.execute(statement("save_designs"), {"rows": to_json(rows).decode()})


DESIGNS: Final = FoldProjection(
    name="designs",
    tables=("designs",),
    types=(ProgrammeDrafted.type, DesignRevised.type),
    fold=_fold,
)
"""Keeps ``read.designs``."""

"""The read model that the workloads fill: for each stream how many events, what amount, and when last."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import psycopg

from benchmarks.payload import TYPE
from projections.connection import Connection
from projections.fold import FoldProjection, LogEvent
from projections.set_based import SqlProjection

_SQL: Final = Path(__file__).parent / "sql"


def statement(name: str) -> bytes:
    """Return a statement of the benchmark."""
    return (_SQL / f"{name}.sql").read_bytes()


def create(url: str) -> None:
    """Create the tables in a migrated database."""
    with psycopg.connect(url) as connection:
        connection.execute(statement("reports"))


def fold(connection: Connection, events: Sequence[LogEvent]) -> None:
    """Add a batch of events to the report."""
    report: dict[str, list[int]] = {}
    last = {}
    for event in events:
        row = report.setdefault(event.stream, [0, 0])
        row[0] += 1
        row[1] += event.data["amount"]
        last[event.stream] = event.occurred_at
    connection.execute(
        statement("fold_report"),
        {
            "streams": list(report),
            "events": [number for number, _ in report.values()],
            "amounts": [amount for _, amount in report.values()],
            "last": list(last.values()),
        },
    )


FOLDED: Final = FoldProjection("folded_report", ("folded_report",), (TYPE,), fold)
"""In Python, as the product's own read models are."""

COUNTED: Final = SqlProjection("counted_report", ("counted_report",), statement("count_report"))
"""As one statement for each range of positions."""

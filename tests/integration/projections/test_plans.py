"""The questions that are asked most find their rows by an index, however large the tables grow."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import psycopg
import pytest

from projections.statement import statement

BOARD: Final[Mapping[str, object]] = {
    "cycle": None,
    "track": None,
    "status": None,
    "person": None,
    "attention": False,
    "overdue": "2030-01-01Z",
    "after": "",
    "limit": 10,
}
PROJECTION: Final[Mapping[str, object]] = {"projection": "tally", "build": "live", "shard": 0, "shards": 1}
JOURNAL: Final[Mapping[str, object]] = {"types": ["tally.counted"], "journal": "projection-1"}
CYCLE: Final[Mapping[str, object]] = {"cycle": "cycle-1"}

LOADED: Final = ("applications", "cycles", "lessons", "match_runs", "people", "relationship_board")
"""Read models that go on from the state in their rows: each batch begins by loading it."""

HOT: Final[list[tuple[str, Mapping[str, object], str]]] = [
    # What every batch of a projector asks, and every look at how far it is.
    ("events", {**PROJECTION, **JOURNAL, "after": 5, "upto": 9}, "event"),
    ("events", {**PROJECTION, **JOURNAL, "shards": 4, "after": 5, "upto": 9}, "event"),
    ("events_of_stream", {**JOURNAL, "stream": "a-1", "since": 5, "upto": 9}, "event"),
    ("event_types", {"after": 5, "upto": 9}, "event"),
    ("event_at", {"position": 5, "journal": "projection-x"}, "event"),
    ("advance", {**PROJECTION, "after": 5, "upto": 9}, "checkpoint"),
    ("status", {"names": ["tally"]}, "event"),
    *((f"load_{table}", {"streams": ["x-1", "x-2"]}, table) for table in LOADED),
    # What people and services ask.
    ("list_relationships", {**BOARD, **CYCLE}, "relationship_board"),
    ("list_relationships", {**BOARD, **CYCLE, "track": "one", "status": "active"}, "relationship_board"),
    ("list_relationships", {**BOARD, "after": "relationship-1"}, "relationship_board"),
    ("get_relationship", {"stream": "relationship-1"}, "relationship_board"),
    ("funnel_applications", CYCLE, "applications"),
    ("funnel_reasons", CYCLE, "applications"),
    ("funnel_relationships", CYCLE, "relationship_board"),
    ("funnel_endings", CYCLE, "relationship_board"),
    ("measures", {**CYCLE, "today": "2030-01-01"}, "relationship_board"),
    ("measures", {**CYCLE, "today": "2030-01-01"}, "applications"),
    ("measures", {**CYCLE, "today": "2030-01-01"}, "people"),
    ("measures", {**CYCLE, "today": "2030-01-01"}, "match_runs"),
    ("cycle_measures", CYCLE, "designs"),
    ("list_cycles", {**CYCLE, "programme": None}, "cycles"),
    ("list_cycles", {"cycle": None, "programme": "graduate"}, "cycles"),
    ("list_lessons", {**CYCLE, "programme": None}, "lessons"),
    ("list_match_runs", CYCLE, "match_runs"),
]


def scans(plan: dict[str, Any], table: str) -> Iterator[dict[str, Any]]:
    """Yield every node of a plan that reads a table."""
    if plan.get("Relation Name") == table and plan["Node Type"] != "ModifyTable":
        yield plan
    for child in plan.get("Plans", ()):
        yield from scans(child, table)


def by_condition(scan: dict[str, Any]) -> bool:
    """Tell whether a scan goes to its rows by an index, or is the look at the end of the log."""
    found = [scan, *scan.get("Plans", ())]
    return any("Index Cond" in node for node in found) or scan.get("Scan Direction") == "Backward"


@pytest.mark.parametrize(("query", "parameters", "table"), HOT)
def test_hot_queries_use_an_index(
    database: str, query: str, parameters: Mapping[str, object], table: str
) -> None:
    """With sequential scans made dear, each scan of the table that grows is by a condition on an index."""
    with psycopg.connect(database) as connection:
        connection.execute("SET enable_seqscan = off")
        connection.execute("SET search_path = read")
        explained = connection.execute(b"EXPLAIN (FORMAT JSON) " + statement(query), parameters).fetchone()
    assert explained is not None
    [plan] = explained[0] if isinstance(explained[0], list) else json.loads(explained[0])
    found = list(scans(plan["Plan"], table))
    assert found
    assert [scan for scan in found if not by_condition(scan)] == []

"""The questions that are asked most find their rows by an index, however large the tables grow."""

import json
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from projections.statement import statement

BOARD = {
    "cycle": None,
    "track": None,
    "status": None,
    "person": None,
    "attention": False,
    "overdue": "2030-01-01Z",
    "after": "",
    "limit": 10,
}
EVENTS = {
    "projection": "tally",
    "build": "live",
    "shard": 0,
    "shards": 1,
    "after": 5,
    "upto": 9,
    "types": ["tally.counted"],
    "journal": "projection-1",
}


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every node of a plan."""
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


@pytest.mark.parametrize(
    ("query", "parameters", "table"),
    [
        ("events", EVENTS, "event"),
        ("list_relationships", {**BOARD, "cycle": "cycle-1"}, "relationship_board"),
        ("list_relationships", {**BOARD, "after": "relationship-1"}, "relationship_board"),
        ("get_relationship", {"stream": "relationship-1"}, "relationship_board"),
        ("load_relationship_board", {"streams": ["relationship-1"]}, "relationship_board"),
        ("funnel_applications", {"cycle": "cycle-1"}, "applications"),
        ("funnel_endings", {"cycle": "cycle-1"}, "relationship_board"),
        ("list_match_runs", {"cycle": "cycle-1"}, "match_runs"),
    ],
)
def test_hot_queries_use_an_index(
    database: str, query: str, parameters: dict[str, object], table: str
) -> None:
    """With sequential scans made dear, none is left over the table that grows."""
    with psycopg.connect(database) as connection:
        connection.execute("SET enable_seqscan = off")
        connection.execute("SET search_path = read")
        explained = connection.execute(b"EXPLAIN (FORMAT JSON) " + statement(query), parameters).fetchone()
    assert explained is not None
    [plan] = explained[0] if isinstance(explained[0], list) else json.loads(explained[0])
    scans = [node["Node Type"] for node in nodes(plan["Plan"]) if node.get("Relation Name") == table]
    assert scans
    assert "Seq Scan" not in scans

"""The hot queries use their index however large the log grows, also with plans made for any parameter."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import psycopg
import pytest

from bootstrap.embedded_postgres import EmbeddedPostgres
from eventstore.api import Expected
from eventstore.importer import import_events
from eventstore.migrate import migrate
from eventstore.postgres import FIND, LOAD, READ, READ_CORRELATION, READ_TYPES, PostgresEventStore
from eventstore.testing import new_event

PARAMETERS: Final = {
    "stream": ("text", "'a-7'"),
    "after_version": ("bigint", "3"),
    "ceiling": ("bigint", "9223372036854775807"),
    "event_id": ("uuid", "gen_random_uuid()"),
    "after": ("bigint", "1500"),
    "limit": ("bigint", "500"),
    "types": ("text[]", "'{example.happened}'"),
    "correlation_id": ("text", "'request-7'"),
}


@pytest.fixture(scope="module")
def large_log(postgres: EmbeddedPostgres) -> str:
    """The URL of a database whose log is large enough for plans to matter."""
    url = postgres.start("large_log")
    migrate(url, ["eventstore"])
    events = (
        (f"a-{n % 500}", new_event(n, metadata={"correlation_id": f"request-{n % 400}"}))
        for n in range(10_000)
    )
    import_events(url, events)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE log.event")
    return url


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("Plans", []):
        yield from _nodes(child)


def _generic_plan(url: str, query: str) -> list[dict[str, Any]]:
    used = [name for name in PARAMETERS if f"%({name})s" in query]
    text = re.sub(r"%\((\w+)\)s", lambda match: f"${used.index(match[1]) + 1}", query)
    # One more that is not used: PREPARE does not know empty parentheses.
    types, values = (", ".join(PARAMETERS[name][part] for name in [*used, "after"]) for part in (0, 1))
    with psycopg.connect(url) as connection:
        connection.execute("SET plan_cache_mode = force_generic_plan")
        connection.execute(f"PREPARE hot ({types}) AS {text}")
        [(answer,)] = connection.execute(f"EXPLAIN (FORMAT JSON) EXECUTE hot ({values})").fetchall()
    return list(_nodes((json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]))


def test_loading_a_stream(large_log: str) -> None:
    """A stream is found by its index, whatever the size of the log."""
    nodes = _generic_plan(large_log, LOAD)
    assert {node.get("Index Name") for node in nodes} >= {"event_version_once"}
    assert "Seq Scan" not in {node["Node Type"] for node in nodes}


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (FIND, "event_id_once"),
        (READ, "event_position"),
        (READ_TYPES, "event_position"),
        (READ_CORRELATION, "event_correlation"),
        ("SELECT position, recorded_at FROM log.head", "event_position"),
    ],
    ids=["find", "read", "read by type", "read by correlation", "head"],
)
def test_reading_a_page(large_log: str, query: str, index: str) -> None:
    """An event or a page of the log is found along an index, and nothing else is touched."""
    kinds = {(node["Node Type"], node.get("Index Name")) for node in _generic_plan(large_log, query)}
    assert kinds - {("Limit", None), ("Subquery Scan", None)} <= {("Index Scan", index)}


def test_writing_never_walks_the_table(large_log: str) -> None:
    """Neither an append, in whatever mode, nor an import nor a look into the past reads the whole log."""
    walked = "SELECT seq_scan FROM pg_stat_user_tables WHERE schemaname = 'log' AND relname = 'event'"
    with psycopg.connect(large_log, autocommit=True) as connection:
        before = connection.execute(walked).fetchone()
        with PostgresEventStore(large_log) as store:
            for expected in (0, Expected.STREAM_EXISTS, Expected.ANY):
                store.append("a-new", [new_event(("new", str(expected)))], expected=expected)
                store.append("a-new", [new_event(("new", str(expected)))], expected=expected)
            store.read(until=store.head().recorded_at, limit=1)
        import_events(large_log, [("a-new", new_event(("imported", n))) for n in range(100)])
        assert connection.execute(walked).fetchone() == before

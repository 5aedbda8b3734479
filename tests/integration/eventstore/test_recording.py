"""By which clock the log says when something was recorded."""

import psycopg

from eventstore.importer import import_events
from eventstore.postgres import PostgresEventStore
from eventstore.testing import new_event, new_events

FROM_THE_FUTURE = """
    INSERT INTO log.event (position, version, occurred_at, recorded_at, event_id, schema_version, stream,
                           type, leaf_hash, correlation_id, data, metadata)
    VALUES (1, 1, now(), now() + interval '1 hour', gen_random_uuid(), 1, 'a-1', 'example.happened',
            '', '', '{}', '{"correlation_id": "x"}')
"""


def test_a_clock_that_ran_back_stops_the_log_in_time(
    postgres_store: PostgresEventStore, database: str
) -> None:
    """After the server's clock was put back, the log's time stands still, whichever way events come."""
    with psycopg.connect(database) as superuser:
        superuser.execute(FROM_THE_FUTURE)
    postgres_store.append("a-1", new_events("x"), expected=1)
    import_events(database, [("a-2", new_event("y"))])
    [first, *later] = postgres_store.read()
    assert [event.recorded_at for event in later] == [first.recorded_at] * 2
    assert postgres_store.read(until=first.recorded_at) == [first, *later]

-- Append events to one or several streams: all of them or none. The only way into the log.
--
-- streams, expected, starts   one element a write: the stream; the version that it must have (-1 any, -2 any
--                             but 0); the number, from 1, of its first event in the arrays that follow
-- ids … occurred              one element an event
-- versions, positions         one element a write: where its last event stands
-- duplicate                   true when these events were in the log already, and nothing was written
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION log.append(
    streams text[], expected bigint[], starts integer[],
    ids uuid[], types text[], schema_versions integer[], data text[], metadata text[], occurred timestamptz[],
    OUT versions bigint[], OUT positions bigint[], OUT duplicate boolean
)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET enable_seqscan = off  -- plans outlive the empty table that they were made for
AS $$
DECLARE
    total  integer := cardinality(ids);
    before bigint[];
    head   record;
    actual bigint;
    at     timestamptz;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'log.append needs READ COMMITTED' USING ERRCODE = 'ML004',
            HINT = 'Under a stricter isolation its snapshot would be older than its lock.';
    END IF;

    -- First of all, and held to the end of the transaction: positions become visible in the order in which
    -- they are given, so that a reader who asks for "position > mine" can never miss one.
    PERFORM pg_advisory_xact_lock(7001, 1);

    IF EXISTS (SELECT FROM log.event e WHERE e.event_id = ANY (ids)) THEN
        SELECT r.versions, r.positions, true INTO versions, positions, duplicate
        FROM log.recorded(streams, starts, ids, types, schema_versions, data) r;
        RETURN;
    END IF;

    SELECT e.position, e.recorded_at INTO head FROM log.event e ORDER BY e.position DESC LIMIT 1;
    head.position := coalesce(head.position, 0);
    at := greatest(clock_timestamp(), head.recorded_at);

    FOR w IN 1 .. cardinality(streams) LOOP
        SELECT coalesce(max(e.version), 0) INTO actual FROM log.event e WHERE e.stream = streams[w];
        IF actual <> expected[w] AND expected[w] <> -1 AND (expected[w] <> -2 OR actual = 0) THEN
            RAISE EXCEPTION 'stream % is at version %', streams[w], actual
                USING ERRCODE = 'ML001', DETAIL = json_build_object('stream', streams[w], 'expected', expected[w],
                                                               'actual', actual);
        END IF;
        before[w] := actual - starts[w] + 1;
        positions[w] := head.position + coalesce(starts[w + 1] - 1, total);
        versions[w] := before[w] + coalesce(starts[w + 1] - 1, total);
    END LOOP;

    INSERT INTO log.event (position, version, occurred_at, recorded_at, event_id, schema_version, stream, type,
                           leaf_hash, data, metadata)
    SELECT e.position, e.version, e.occurred_at, at, e.id, e.schema_version, e.stream, e.type,
           log.leaf(e.data, e.id, e.metadata, e.occurred_at, e.position, at, e.schema_version, e.stream, e.type,
                    e.version),
           e.data::json, e.metadata::json
    FROM (SELECT u.*, head.position + u.n AS position, streams[width_bucket(u.n::integer, starts)] AS stream,
                 before[width_bucket(u.n::integer, starts)] + u.n AS version
          FROM unnest(ids, types, schema_versions, data, metadata, occurred) WITH ORDINALITY
               AS u(id, type, schema_version, data, metadata, occurred_at, n)) e;

    PERFORM pg_notify('log', (head.position + total)::text);
    duplicate := false;
END $$;

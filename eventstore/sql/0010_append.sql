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
    SET plan_cache_mode = force_generic_plan  -- planned once a session, not for each number of events
    SET enable_seqscan = off                  -- and that plan outlives the empty table it was made for
AS $$
DECLARE
    head    bigint;
    at      timestamptz;
    first   integer;
    last    integer;
    before  bigint;
    at_text text;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'log.append needs READ COMMITTED' USING ERRCODE = 'ML004',
            HINT = 'Under a stricter isolation its snapshot would be older than its lock.';
    END IF;
    IF array_to_string(streams || types, '') ~ '[^a-zA-Z0-9_.-]' THEN
        RAISE EXCEPTION 'a stream or event type holds more than letters, digits, "_", "." and "-"'
            USING ERRCODE = 'ML005';
    END IF;

    -- Held to the end of the transaction: positions become visible in the order in which they are given, so
    -- that a reader who asks for "position > mine" can never miss one.
    PERFORM pg_advisory_xact_lock(7001, 1);

    SELECT e.position, greatest(clock_timestamp(), e.recorded_at) INTO head, at
    FROM log.event e ORDER BY e.position DESC LIMIT 1;
    IF NOT FOUND THEN
        head := 0;
        at := clock_timestamp();
    END IF;
    at_text := log.instant(at);

    BEGIN
        FOR w IN 1 .. cardinality(streams) LOOP
            SELECT e.version INTO before
            FROM log.event e WHERE e.stream = streams[w] ORDER BY e.version DESC LIMIT 1;
            before := coalesce(before, 0);
            IF before <> expected[w] AND expected[w] <> -1 AND (expected[w] <> -2 OR before = 0) THEN
                RAISE EXCEPTION 'stream % is at version %', streams[w], before
                    USING ERRCODE = 'ML001',
                          DETAIL = json_build_object('stream', streams[w], 'expected', expected[w], 'actual', before);
            END IF;

            first := starts[w];
            last := coalesce(starts[w + 1] - 1, cardinality(ids));
            IF (1 <= first AND first <= last AND last <= cardinality(ids) AND expected[w] IS NOT NULL) IS NOT TRUE THEN
                RAISE EXCEPTION 'write % has no events where they are said to be, or expects no version', w
                    USING ERRCODE = 'ML005';  -- otherwise: a gap in the positions, or a version that nobody checked
            END IF;
            before := before - first + 1;  -- so that, like head, it only has to be added to an event's number
            INSERT INTO log.event (position, version, occurred_at, recorded_at, event_id, schema_version, stream, type,
                                   leaf_hash, correlation_id, data, metadata)
            SELECT head + k, before + k, occurred[k], at, ids[k], schema_versions[k], streams[w], types[k],
                   log.leaf(append.data[k], ids[k], append.metadata[k], log.instant(occurred[k]), head + k, at_text,
                            schema_versions[k], streams[w], types[k], before + k),
                   append.metadata[k]::json ->> 'correlation_id', append.data[k]::json, append.metadata[k]::json
            FROM generate_series(first, last) AS k;

            versions[w] := before + last;
            positions[w] := head + last;
        END LOOP;
        IF starts[1] <> 1 OR last IS DISTINCT FROM cardinality(ids) THEN
            RAISE EXCEPTION 'some of the events belong to no write' USING ERRCODE = 'ML005';
        END IF;
        duplicate := false;
    EXCEPTION WHEN unique_violation OR SQLSTATE 'ML001' THEN
        -- Either may only mean that these events came before. That is seldom, and looking first would cost each
        -- append a search for all of its ids.
        duplicate := EXISTS (SELECT FROM log.event e WHERE e.event_id = ANY (ids));
        IF NOT duplicate THEN
            RAISE;
        END IF;
        SELECT r.versions, r.positions INTO versions, positions
        FROM log.recorded(streams, starts, ids, types, schema_versions, data) r;
    END;

    IF NOT duplicate THEN
        PERFORM pg_notify('log', (head + cardinality(ids))::text);
    END IF;
END $$;

-- Move what was staged in this transaction into the log, each event to the end of its stream, and skip what
-- the log holds already. For histories from elsewhere; whoever imports holds the advisory lock (7001, 2).
--
-- written    how many events were new
-- head       the end of the log afterwards
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION log.import_staged(OUT written bigint, OUT head bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
    SET enable_seqscan = off
AS $$
DECLARE
    at      timestamptz;
    at_text text;
    reused  record;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'log.import_staged needs READ COMMITTED' USING ERRCODE = 'ML004';
    END IF;
    IF EXISTS (SELECT FROM log.staged s WHERE s.stream || s.type ~ '[^a-zA-Z0-9_.-]') THEN
        RAISE EXCEPTION 'a stream or event type holds more than letters, digits, "_", "." and "-"'
            USING ERRCODE = 'ML005';
    END IF;

    PERFORM pg_advisory_xact_lock(7001, 1);  -- as log.append does

    SELECT coalesce(max(e.position), 0) INTO head FROM log.event e;
    at := greatest(clock_timestamp(), (SELECT e.recorded_at FROM log.event e WHERE e.position = head));
    at_text := log.instant(at);

    -- Looked up event by event: a join could decide to walk the whole log.
    INSERT INTO log.event (position, version, occurred_at, recorded_at, event_id, schema_version, stream, type,
                           leaf_hash, correlation_id, data, metadata)
    SELECT p.position, p.version, p.occurred_at, at, p.event_id, p.schema_version, p.stream, p.type,
           log.leaf(p.data, p.event_id, p.metadata, log.instant(p.occurred_at), p.position, at_text,
                    p.schema_version, p.stream, p.type, p.version),
           p.metadata::json ->> 'correlation_id', p.data::json, p.metadata::json
    FROM (
        SELECT s.*, head + row_number() OVER (ORDER BY s.n) AS position,
               coalesce((SELECT max(e.version) FROM log.event e WHERE e.stream = s.stream), 0)
                   + row_number() OVER (PARTITION BY s.stream ORDER BY s.n) AS version
        FROM (SELECT DISTINCT ON (d.event_id) d.* FROM log.staged d ORDER BY d.event_id, d.n) s
        WHERE (SELECT e.position FROM log.event e WHERE e.event_id = s.event_id) IS NULL
    ) p
    ORDER BY p.position;
    GET DIAGNOSTICS written = ROW_COUNT;
    head := head + written;

    IF written < (SELECT count(*) FROM log.staged) THEN
        SELECT s.event_id, s.stream, e.stream AS known_stream INTO reused
        FROM log.staged s
        CROSS JOIN LATERAL (SELECT * FROM log.event k WHERE k.event_id = s.event_id OFFSET 0) e
        WHERE (e.stream, e.type, e.schema_version, e.data::text)
              IS DISTINCT FROM (s.stream, s.type, s.schema_version, s.data)
        ORDER BY s.n LIMIT 1;
        IF FOUND THEN
            RAISE EXCEPTION 'event id % is used for something else', reused.event_id
                USING ERRCODE = 'ML002', DETAIL = row_to_json(reused);
        END IF;
    END IF;

    TRUNCATE log.staged;
    IF written > 0 THEN
        PERFORM pg_notify('log', head::text);
    END IF;
END $$;

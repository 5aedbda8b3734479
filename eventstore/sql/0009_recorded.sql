-- Where events that come a second time stand already, one row a write.
-- They are the same when id, stream, type, schema version and data are; when and through which run of a
-- workflow they came may differ between two attempts, and the first attempt's account stands.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION log.recorded(
    streams text[], starts integer[],
    ids uuid[], types text[], schema_versions integer[], data text[],
    OUT versions bigint[], OUT positions bigint[]
)
    LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    reused record;
BEGIN
    SELECT given.id, given.stream, e.stream AS known_stream INTO reused
    FROM (SELECT u.*, streams[width_bucket(u.n::integer, starts)] AS stream
          FROM unnest(ids, types, schema_versions, data) WITH ORDINALITY AS u(id, type, schema_version, data, n)) given
    LEFT JOIN log.event e ON e.event_id = given.id
    WHERE (e.stream, e.type, e.schema_version, e.data::text)
          IS DISTINCT FROM (given.stream, given.type, given.schema_version, given.data)
    ORDER BY e.event_id IS NULL, given.n
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'event id % is used for something else', reused.id
            USING ERRCODE = 'ML002',
                  DETAIL = json_build_object('event_id', reused.id, 'stream', reused.stream,
                                             'known_stream', reused.known_stream);
    END IF;

    SELECT array_agg(w.version ORDER BY w.n), array_agg(w.position ORDER BY w.n) INTO versions, positions
    FROM (SELECT width_bucket(u.n::integer, starts) AS n, max(e.version) AS version, max(e.position) AS position
          FROM unnest(ids) WITH ORDINALITY AS u(id, n) JOIN log.event e ON e.event_id = u.id
          GROUP BY 1) w;
END $$;

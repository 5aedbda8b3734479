-- How many logs are written, and what ours must not do: the lock covers the taking of positions only, and is
-- given back before the events become visible. A large append takes its time to become visible, more than a follower
-- needs to read on even on a busy machine, so that what must go wrong does so on any.
CREATE SEQUENCE log.unserialised START 1000;
ALTER SEQUENCE log.unserialised OWNER TO mentoring_owner;

CREATE OR REPLACE FUNCTION log.append(
    streams text[], expected bigint[], starts integer[],
    ids uuid[], types text[], schema_versions integer[], data text[], metadata text[], occurred timestamptz[],
    OUT versions bigint[], OUT positions bigint[], OUT duplicate boolean
)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    last bigint;
BEGIN
    PERFORM pg_advisory_lock(1);
    last := setval('log.unserialised', nextval('log.unserialised') + cardinality(ids));
    PERFORM pg_advisory_unlock(1);
    PERFORM pg_sleep(0.25) WHERE cardinality(ids) > 100;

    INSERT INTO log.event (position, version, occurred_at, recorded_at, event_id, schema_version, stream, type,
                           leaf_hash, correlation_id, data, metadata)
    SELECT last - cardinality(ids) + n, last - cardinality(ids) + n, occurred_at, clock_timestamp(), id,
           schema_version, streams[1], type, '', '', e.data::json, e.metadata::json
    FROM unnest(ids, types, schema_versions, append.data, append.metadata, occurred) WITH ORDINALITY
         AS e(id, type, schema_version, data, metadata, occurred_at, n);

    versions := ARRAY[last];
    positions := ARRAY[last];
    duplicate := false;
END $$;

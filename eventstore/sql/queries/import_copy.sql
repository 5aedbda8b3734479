COPY log.event (position, version, occurred_at, recorded_at, event_id, schema_version, leaf_hash, stream, type,
                correlation_id, data, metadata)
FROM STDIN (FORMAT binary)

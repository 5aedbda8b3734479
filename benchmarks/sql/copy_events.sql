COPY log.copied (position, version, occurred_at, recorded_at, event_id, schema_version, stream, type, leaf_hash,
                 correlation_id, data, metadata)
FROM STDIN

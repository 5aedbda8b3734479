COPY log.staged (n, occurred_at, event_id, schema_version, stream, type, data, metadata) FROM STDIN

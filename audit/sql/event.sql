-- The log exactly as it is kept: json columns give their bytes back as they came.
SELECT position, version, occurred_at, recorded_at, event_id, schema_version, stream, type, leaf_hash,
       data::text, metadata::text
FROM log.event
WHERE position <= %(head)s
ORDER BY position, version

-- One stream, in order. Hot: every command starts with it; served by event_version_once.
SELECT position, version, occurred_at, recorded_at, event_id, schema_version, stream, type, leaf_hash,
       data::text, metadata::text
FROM log.event
WHERE stream = %(stream)s AND version > %(after_version)s AND position <= %(ceiling)s
ORDER BY version

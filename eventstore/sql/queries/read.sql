-- A page of the whole log. Hot: everything that follows the log lives on it; served by event_position.
SELECT position, version, occurred_at, recorded_at, event_id, schema_version, stream, type, leaf_hash,
       data::text, metadata::text
FROM log.event
WHERE position > %(after)s AND position <= %(ceiling)s
ORDER BY position
LIMIT %(limit)s

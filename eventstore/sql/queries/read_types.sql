-- A page of the events of some types; walks event_position, since few types are rare enough for an index.
SELECT position, version, occurred_at, recorded_at, event_id, schema_version, stream, type, leaf_hash,
       data::text, metadata::text
FROM log.event
WHERE position > %(after)s AND position <= %(ceiling)s AND type = ANY (%(types)s)
ORDER BY position
LIMIT %(limit)s

-- A page of what one first request set off; served by event_correlation.
SELECT position, version, occurred_at, recorded_at, event_id, schema_version, stream, type, leaf_hash,
       data::text, metadata::text
FROM log.event
WHERE correlation_id = %(correlation_id)s AND position > %(after)s AND position <= %(ceiling)s
  AND (%(types)s::text[] IS NULL OR type = ANY (%(types)s))
ORDER BY position
LIMIT %(limit)s

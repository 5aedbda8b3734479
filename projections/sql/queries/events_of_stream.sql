-- The events of one parked stream that a fold still has to apply.
SELECT position, stream, version, type, schema_version, data, occurred_at
FROM log.event
WHERE stream = %(stream)s AND position >= %(since)s AND position <= %(upto)s AND type = ANY(%(types)s)
  AND position <> ALL(%(skipped)s)
ORDER BY position

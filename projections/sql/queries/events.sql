-- The events a fold asks for, in one range of positions.
SELECT position, stream, version, type, schema_version, data, occurred_at
FROM log.event
WHERE position > %(after)s AND position <= %(upto)s AND type = ANY(%(types)s)
ORDER BY position

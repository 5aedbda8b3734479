-- The same for a fold whose streams are dealt into shards, or some of whose streams are parked.
SELECT position, stream, version, type, schema_version, data, occurred_at
FROM log.event
WHERE position > %(after)s AND position <= %(upto)s AND type = ANY(%(types)s)
  AND mod(hashtextextended(stream, 0) & 9223372036854775807, %(shards)s::bigint) = %(shard)s
  AND stream <> ALL(%(parked)s) AND position <> ALL(%(skipped)s)
ORDER BY position

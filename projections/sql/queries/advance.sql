-- Compare and set: no row comes back when another runner, a rebuild or a stop got there first.
UPDATE projections.checkpoint
SET position = %(upto)s, failed_position = NULL, failure = NULL, heartbeat_at = clock_timestamp()
WHERE projection = %(projection)s AND build = %(build)s AND shard = %(shard)s AND shards = %(shards)s
  AND position = %(after)s AND status = 'running'
RETURNING pg_notify('projection', concat_ws(' ', build, projection, shard, position))

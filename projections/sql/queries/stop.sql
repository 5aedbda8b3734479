-- Record why a projection stopped, and tell those who wait for it.
UPDATE projections.checkpoint
SET status = 'stopped', failed_position = %(position)s, failure = %(failure)s, heartbeat_at = clock_timestamp()
WHERE projection = %(projection)s AND build = %(build)s AND shard = %(shard)s AND position = %(position)s - 1
RETURNING pg_notify('projection', concat_ws(' ', build, projection, shard, 'stopped'))

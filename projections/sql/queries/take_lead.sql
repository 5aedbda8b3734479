-- A new leader tries a stopped projection once more: the program may have been mended. No row comes back when
-- its streams were dealt into another number of shards before.
INSERT INTO projections.checkpoint AS c (projection, build, shard, shards, owner, heartbeat_at)
SELECT %(projection)s, %(build)s, %(shard)s, %(shards)s, %(owner)s, clock_timestamp()
WHERE NOT EXISTS (
    SELECT FROM projections.checkpoint
    WHERE projection = %(projection)s AND build = %(build)s AND shards <> %(shards)s
)
ON CONFLICT (projection, build, shard) DO UPDATE
SET owner = excluded.owner, heartbeat_at = excluded.heartbeat_at, status = 'running'

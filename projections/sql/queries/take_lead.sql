-- A new leader tries a stopped projection once more: the program may have been mended.
INSERT INTO projections.checkpoint AS c (projection, build, shard, owner, heartbeat_at)
VALUES (%(projection)s, %(build)s, %(shard)s, %(owner)s, clock_timestamp())
ON CONFLICT (projection, build, shard) DO UPDATE
SET owner = excluded.owner, heartbeat_at = excluded.heartbeat_at, status = 'running'

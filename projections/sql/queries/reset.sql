-- Put the checkpoints of a build at the start, as many as there are shards now; whoever leads them still does.
INSERT INTO projections.checkpoint AS c (projection, build, shard, shards)
SELECT %(projection)s, %(build)s, shard, %(shards)s FROM generate_series(0, %(shards)s - 1) AS shard
ON CONFLICT (projection, build, shard) DO UPDATE
SET shards = excluded.shards, position = 0, status = 'running', failed_position = NULL, failure = NULL
RETURNING pg_notify('projection', concat_ws(' ', c.build, c.projection, c.shard, c.position))

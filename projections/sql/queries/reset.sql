-- Send a live projection back to the start; whoever is in the middle of a batch finds its checkpoint moved.
INSERT INTO projections.checkpoint AS c (projection, shard)
SELECT %(projection)s, shard FROM generate_series(0, %(shards)s - 1) AS shard
ON CONFLICT (projection, build, shard) DO UPDATE
SET position = 0, status = 'running', failed_position = NULL, failure = NULL
RETURNING pg_notify('projection', concat_ws(' ', c.build, c.projection, c.shard, c.position))

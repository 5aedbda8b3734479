-- The live checkpoints stand from now on where the rebuild stands; whoever leads them still does.
UPDATE projections.checkpoint AS live
SET position = rebuilt.position, status = 'running', failed_position = NULL, failure = NULL
FROM projections.checkpoint AS rebuilt
WHERE live.projection = %(projection)s AND live.build = 'live'
  AND rebuilt.projection = live.projection AND rebuilt.build = 'shadow' AND rebuilt.shard = live.shard
RETURNING pg_notify('projection', concat_ws(' ', live.build, live.projection, live.shard, live.position))

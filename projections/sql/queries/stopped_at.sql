-- The events that a projection stopped at, one for each stopped shard.
SELECT c.shard, c.shards, e.stream, e.position, e.type, c.failure
FROM projections.checkpoint AS c JOIN log.event AS e ON e.position = c.failed_position
WHERE c.projection = %(projection)s AND c.build = 'live' AND c.status = 'stopped'
ORDER BY c.shard

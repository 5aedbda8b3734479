SELECT shard, position, status = 'stopped' AS stopped, failure
FROM projections.checkpoint
WHERE projection = %(projection)s AND build = 'live'

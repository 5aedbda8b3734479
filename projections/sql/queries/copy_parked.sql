-- What is parked stays parked in a rebuild, until somebody has it tried again.
INSERT INTO projections.parked (projection, build, shard, stream, position, type, failure, attempts)
SELECT projection, 'shadow', shard, stream, position, type, failure, attempts
FROM projections.parked
WHERE projection = %(projection)s AND build = 'live'

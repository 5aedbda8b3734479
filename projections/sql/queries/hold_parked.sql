-- Hold the checkpoint of a parked stream, as every batch does first.
SELECT c.shard FROM projections.checkpoint AS c JOIN projections.parked AS p USING (projection, build, shard)
WHERE p.projection = %(projection)s AND p.build = 'live' AND p.stream = %(stream)s
FOR UPDATE OF c

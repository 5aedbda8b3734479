-- Hold the checkpoint first, as every batch does, and then look at the parked stream.
WITH held AS MATERIALIZED (
    SELECT c.projection, c.build, c.shard, c.position FROM projections.checkpoint AS c
    JOIN projections.parked AS p USING (projection, build, shard)
    WHERE p.projection = %(projection)s AND p.build = 'live' AND p.stream = %(stream)s
    FOR UPDATE OF c
)
SELECT held.position AS upto, p.position AS since
FROM held JOIN projections.parked AS p USING (projection, build, shard)
WHERE p.stream = %(stream)s

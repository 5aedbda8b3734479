-- Checkpoints for the shards of a live projection that never ran, so that there is something to hold.
INSERT INTO projections.checkpoint (projection, shard, shards)
SELECT %(projection)s, shard, %(shards)s FROM generate_series(0, %(shards)s - 1) AS shard
WHERE NOT EXISTS (
    SELECT FROM projections.checkpoint
    WHERE projection = %(projection)s AND build = 'live' AND shards <> %(shards)s
)
ON CONFLICT DO NOTHING

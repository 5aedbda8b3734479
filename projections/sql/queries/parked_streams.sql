SELECT coalesce(array_agg(stream), '{}') FROM projections.parked
WHERE projection = %(projection)s AND build = %(build)s AND shard = %(shard)s

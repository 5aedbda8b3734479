-- Keep whoever runs the live projection from its next batch until the transaction ends.
SELECT FROM projections.checkpoint WHERE projection = %(projection)s AND build = 'live' ORDER BY shard FOR UPDATE

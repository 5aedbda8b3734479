-- A stopped projection may run again; its owner finds out with its next look.
UPDATE projections.checkpoint
SET status = 'running', failed_position = NULL, failure = NULL
WHERE projection = %(projection)s AND build = %(build)s AND shard = %(shard)s

-- Parked streams belong to the shard that their streams are dealt to now.
UPDATE projections.parked
SET shard = mod(hashtextextended(stream, 0) & 9223372036854775807, %(shards)s)
WHERE projection = %(projection)s AND build = %(build)s

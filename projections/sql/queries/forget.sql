-- Whoever is in the middle of a batch finds its checkpoint gone; those of as many shards as there are now stay.
DELETE FROM projections.checkpoint WHERE projection = %(projection)s AND build = %(build)s AND shards <> %(shards)s

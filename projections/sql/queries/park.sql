INSERT INTO projections.parked (projection, build, shard, stream, position, type, failure)
VALUES (%(projection)s, %(build)s, %(shard)s, %(stream)s, %(position)s, %(type)s, %(failure)s)

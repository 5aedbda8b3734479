-- Let a projection stand at a position, as if it had applied everything before.
INSERT INTO projections.checkpoint (projection, position) VALUES (%(projection)s, %(position)s)
ON CONFLICT (projection, build, shard) DO UPDATE SET position = excluded.position

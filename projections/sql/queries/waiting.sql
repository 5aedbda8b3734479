-- From where on a parked stream waits, and up to where it is to be applied. Asked when its checkpoint is held: a
-- statement that waited for somebody else would still see what was there before.
SELECT c.position AS upto, p.position AS since
FROM projections.checkpoint AS c JOIN projections.parked AS p USING (projection, build, shard)
WHERE p.projection = %(projection)s AND p.build = 'live' AND p.stream = %(stream)s

-- The events a fold asks for, in one range of positions: of one shard of the streams, without those that wait
-- behind a parked event, and without what people decided to leave out. The last is read from the log, so that
-- every rebuild leaves it out as well.
SELECT e.position, e.stream, e.version, e.type, e.schema_version, e.data, e.occurred_at
FROM log.event AS e
WHERE e.position > %(after)s AND e.position <= %(upto)s AND e.type = ANY(%(types)s)
  AND (%(shards)s = 1 OR mod(hashtextextended(e.stream, 0) & 9223372036854775807, %(shards)s) = %(shard)s)
  AND NOT EXISTS (
      SELECT FROM projections.parked AS p
      WHERE p.projection = %(projection)s AND p.build = %(build)s
        AND p.stream = e.stream AND p.position <= e.position
  )
  AND (e.stream, e.position) NOT IN (  -- both: an imported journal has the positions of another log
      SELECT s.data ->> 'stream', (s.data ->> 'position')::bigint FROM log.event AS s
      WHERE s.stream = %(journal)s AND s.type = 'projection.event_skipped'
  )
ORDER BY e.position

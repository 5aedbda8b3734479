-- The events of a parked stream that a fold still has to apply, but for those that people decided to leave out.
SELECT e.position, e.stream, e.version, e.type, e.schema_version, e.data, e.occurred_at
FROM log.event AS e
WHERE e.stream = %(stream)s AND e.position >= %(since)s AND e.position <= %(upto)s AND e.type = ANY(%(types)s)
  AND (e.stream, e.position) NOT IN (  -- both: an imported journal has the positions of another log
      SELECT s.data ->> 'stream', (s.data ->> 'position')::bigint FROM log.event AS s
      WHERE s.stream = %(journal)s AND s.type = 'projection.event_skipped'
  )
ORDER BY e.position

-- An event that cannot be applied, and how often somebody had its stream tried again from there.
SELECT e.stream, e.type, clock_timestamp() AS now, (
    SELECT count(*) FROM log.event AS r
    WHERE r.stream = %(journal)s AND r.type = 'projection.event_retried'
      AND (r.data ->> 'stream', (r.data ->> 'position')::bigint) = (e.stream, e.position)
) AS retries
FROM log.event AS e WHERE e.position = %(position)s

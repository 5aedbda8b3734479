-- What people decided to leave out; read from the log, so that a rebuild leaves it out as well.
SELECT coalesce(array_agg((data ->> 'position')::bigint), '{}') FROM log.event
WHERE stream = %(stream)s AND type = 'projection.event_skipped'

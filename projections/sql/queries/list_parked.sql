SELECT projection, stream, position, type, failure, attempts
FROM projections.parked
WHERE build = 'live' AND (%(projection)s::text IS NULL OR projection = %(projection)s)
ORDER BY projection, position

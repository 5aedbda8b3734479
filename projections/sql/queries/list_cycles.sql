SELECT stream, version, position, folded::text AS folded
FROM read.cycles
WHERE (%(cycle)s::text IS NULL OR stream = %(cycle)s)
  AND (%(programme)s::text IS NULL OR programme = %(programme)s)
ORDER BY launch_at, stream

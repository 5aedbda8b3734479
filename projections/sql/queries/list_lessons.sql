SELECT stream, folded::text AS folded
FROM read.lessons
WHERE (%(programme)s::text IS NULL OR programme = %(programme)s)
  AND (%(cycle)s::text IS NULL OR cycle = %(cycle)s)
ORDER BY position, stream

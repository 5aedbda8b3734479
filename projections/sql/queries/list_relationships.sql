-- A page of the board; the caller's filters are all optional.
SELECT stream, version, position, folded::text AS folded
FROM read.relationship_board
WHERE (%(cycle)s::text IS NULL OR cycle = %(cycle)s)
  AND (%(track)s::text IS NULL OR track = %(track)s)
  AND (%(status)s::text IS NULL OR status = %(status)s)
  AND (%(person)s::text IS NULL OR EXISTS (
        SELECT FROM json_array_elements(members) AS member WHERE member ->> 'person' = %(person)s
      ))
  AND (NOT %(attention)s OR attention OR next_deadline < %(overdue)s)
  AND stream > %(after)s
ORDER BY stream
LIMIT %(limit)s

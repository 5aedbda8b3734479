-- Who takes part in a cycle, with what is known of each person.
SELECT a.stream, a.folded::text AS application, p.folded::text AS person
FROM read.applications AS a
LEFT JOIN read.people AS p ON p.stream = a.person
WHERE a.cycle = %(cycle)s
  AND (%(track)s::text IS NULL OR a.track = %(track)s)
ORDER BY a.stream

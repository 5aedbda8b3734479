SELECT stream, folded::text AS folded
FROM read.match_runs
WHERE cycle = %(cycle)s
ORDER BY track, number

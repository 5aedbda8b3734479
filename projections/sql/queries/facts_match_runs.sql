SELECT stream AS match_run, track, approved_by, relationships, unmatched_people AS unmatched
FROM read.match_runs
WHERE cycle = %(cycle)s AND status <> 'discarded'
ORDER BY track, number

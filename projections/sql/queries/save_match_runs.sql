INSERT INTO match_runs
SELECT * FROM json_populate_recordset(NULL::match_runs, %(rows)s::json)
ON CONFLICT (stream) DO UPDATE SET (
    version, position, cycle, track, number, status, approved_by, relationships, candidates,
    unmatched_people, folded
) = (
    excluded.version, excluded.position, excluded.cycle, excluded.track, excluded.number, excluded.status,
    excluded.approved_by, excluded.relationships, excluded.candidates, excluded.unmatched_people, excluded.folded
)

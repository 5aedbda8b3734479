INSERT INTO applications
SELECT * FROM json_populate_recordset(NULL::applications, %(rows)s::json)
ON CONFLICT (stream) DO UPDATE SET (
    version, position, cycle, track, role, person, status, reached, decline_reason, withdrawal_reason,
    capacity, missing_modules, training_waived, open_relationships, obstacle, folded
) = (
    excluded.version, excluded.position, excluded.cycle, excluded.track, excluded.role, excluded.person,
    excluded.status, excluded.reached, excluded.decline_reason, excluded.withdrawal_reason,
    excluded.capacity, excluded.missing_modules, excluded.training_waived, excluded.open_relationships, excluded.obstacle,
    excluded.folded
)

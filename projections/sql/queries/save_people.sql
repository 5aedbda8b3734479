INSERT INTO people
SELECT * FROM json_populate_recordset(NULL::people, %(rows)s::json)
ON CONFLICT (stream) DO UPDATE SET (
    version, position, employee_ref, employment, last_day, level, promoted_on, line_manager, erased, folded
) = (
    excluded.version, excluded.position, excluded.employee_ref, excluded.employment, excluded.last_day,
    excluded.level, excluded.promoted_on, excluded.line_manager, excluded.erased, excluded.folded
)

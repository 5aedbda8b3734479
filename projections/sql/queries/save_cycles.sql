INSERT INTO cycles
SELECT * FROM json_populate_recordset(NULL::cycles, %(rows)s::json)
ON CONFLICT (stream) DO UPDATE SET (
    version, position, programme, programme_version, name, phase, launch_at, ends_at, next_deadline, folded
) = (
    excluded.version, excluded.position, excluded.programme, excluded.programme_version, excluded.name,
    excluded.phase, excluded.launch_at, excluded.ends_at, excluded.next_deadline, excluded.folded
)

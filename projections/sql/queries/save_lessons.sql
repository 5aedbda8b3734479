INSERT INTO lessons
SELECT * FROM json_populate_recordset(NULL::lessons, %(rows)s::json)
ON CONFLICT (stream) DO UPDATE SET (version, position, status, consent, themes, folded) = (
    excluded.version, excluded.position, excluded.status, excluded.consent, excluded.themes, excluded.folded
)

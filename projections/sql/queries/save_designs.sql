INSERT INTO designs (programme, version, position, design)
SELECT programme, version, position, design FROM json_populate_recordset(NULL::designs, %(rows)s::json)

-- Append through the function, read the table; nothing else, for nobody. But for the importer, see its role.
SET LOCAL ROLE mentoring_owner;

GRANT USAGE ON SCHEMA log
    TO mentoring_writer, mentoring_reader, mentoring_projector, mentoring_auditor, mentoring_importer;
GRANT SELECT ON log.event, log.head
    TO mentoring_writer, mentoring_reader, mentoring_projector, mentoring_auditor, mentoring_importer;
GRANT INSERT ON log.event TO mentoring_importer;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.append TO mentoring_writer;
GRANT EXECUTE ON FUNCTION log.position_at
    TO mentoring_writer, mentoring_reader, mentoring_projector, mentoring_auditor;
GRANT EXECUTE ON FUNCTION log.leaf, log.instant TO mentoring_auditor;

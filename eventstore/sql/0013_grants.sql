-- Append through the functions, read the table; nothing else, for nobody.
SET LOCAL ROLE mentoring_owner;

GRANT USAGE ON SCHEMA log TO mentoring_writer, mentoring_reader, mentoring_projector, mentoring_auditor;
GRANT SELECT ON log.event, log.head TO mentoring_writer, mentoring_reader, mentoring_projector, mentoring_auditor;
GRANT INSERT ON log.staged TO mentoring_writer;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.append, log.import_staged TO mentoring_writer;
GRANT EXECUTE ON FUNCTION log.position_at
    TO mentoring_writer, mentoring_reader, mentoring_projector, mentoring_auditor;
GRANT EXECUTE ON FUNCTION log.leaf, log.instant TO mentoring_auditor;

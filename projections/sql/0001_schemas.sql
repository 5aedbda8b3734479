-- Three schemas: how far each projection is, what readers read, and what a rebuild prepares beside it.
CREATE SCHEMA projections AUTHORIZATION mentoring_owner;
CREATE SCHEMA read AUTHORIZATION mentoring_owner;
CREATE SCHEMA shadow AUTHORIZATION mentoring_owner;

SET LOCAL ROLE mentoring_owner;

GRANT USAGE ON SCHEMA projections, read TO mentoring_projector, mentoring_reader, mentoring_auditor;
GRANT USAGE ON SCHEMA shadow TO mentoring_projector;

-- Every read model: filled by the projector, read by readers and auditors.
ALTER DEFAULT PRIVILEGES IN SCHEMA read
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO mentoring_projector;
ALTER DEFAULT PRIVILEGES IN SCHEMA read GRANT SELECT ON TABLES TO mentoring_reader, mentoring_auditor;

-- The keys stand apart from the log: their own schema, their own role, and ideally their own backups.
CREATE SCHEMA vault AUTHORIZATION mentoring_owner;
REVOKE ALL ON SCHEMA vault FROM PUBLIC;
GRANT USAGE ON SCHEMA vault TO mentoring_custodian;

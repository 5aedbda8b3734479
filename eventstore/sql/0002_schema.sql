-- The log lives in a schema of its own.
CREATE SCHEMA log AUTHORIZATION mentoring_owner;

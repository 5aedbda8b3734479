-- The keys stand apart from the log: their own schema, their own role, and best their own, short-lived backups.
CREATE SCHEMA vault AUTHORIZATION mentoring_owner;

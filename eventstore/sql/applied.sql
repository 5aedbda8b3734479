-- Which migrations were applied. Not one of them itself: `migrate` runs it first, each time.
-- The lock is held to the end of the transaction, so that migrations are applied by one program at a time.
SELECT pg_advisory_xact_lock(7001, 0);

CREATE SCHEMA IF NOT EXISTS migration;

CREATE TABLE IF NOT EXISTS migration.applied (
    source     text        NOT NULL,  -- the package that ships it
    name       text        NOT NULL,  -- the file
    checksum   text        NOT NULL,  -- SHA-256 of the file
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (source, name)
);

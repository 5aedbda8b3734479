-- One row for each person, for ever: with a key while they are known, without one once they are erased.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE vault.key (
    person       text PRIMARY KEY,
    key_id       uuid NOT NULL UNIQUE,
    wrapped      bytea,                  -- under the master key; NULL when destroyed
    master       text,                   -- fingerprint of that master key; NULL when there never was a key
    made_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_at timestamptz,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)),
    CHECK (wrapped IS NULL OR master IS NOT NULL)
);

-- A destroyed key should leave the table's files soon: vacuum after any change, not after a fifth of the rows.
ALTER TABLE vault.key SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

-- One row for each person, for ever: with a key while they are known, without one once they are erased.
CREATE TABLE vault.keys (
    person text PRIMARY KEY,
    key_id uuid NOT NULL UNIQUE,
    wrapped bytea,                      -- the key under the master key; NULL when destroyed
    master text NOT NULL,               -- fingerprint of that master key
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    destroyed_at timestamptz,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
ALTER TABLE vault.keys OWNER TO mentoring_owner;
-- A destroyed key should leave the table's files soon: vacuum after any change, not after a fifth of the rows.
ALTER TABLE vault.keys SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);

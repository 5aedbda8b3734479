-- The log: one row an event, one order over all of them.
SET LOCAL ROLE mentoring_owner;

-- What a column may hold is the business of log.append, the only way in: a CHECK would be read from the catalogue
-- and compiled again for every append.
CREATE TABLE log.event (
    position       bigint      NOT NULL,  -- 1, 2, 3 … without a gap, in order of commit
    version        bigint      NOT NULL,  -- 1, 2, 3 … without a gap, in its stream
    occurred_at    timestamptz NOT NULL,  -- by the clock of whoever caused it
    recorded_at    timestamptz NOT NULL,  -- by the clock of the database; never runs backwards
    event_id       uuid        NOT NULL,
    schema_version integer     NOT NULL,
    stream         text        COLLATE "C" NOT NULL,
    type           text        COLLATE "C" NOT NULL,
    leaf_hash      bytea       NOT NULL,  -- log.leaf of this row
    correlation_id text        COLLATE "C" NOT NULL,  -- as in metadata
    data           json        NOT NULL,  -- json, not jsonb: json keeps the bytes that were hashed
    metadata       json        NOT NULL,

    CONSTRAINT event_position PRIMARY KEY (position),
    CONSTRAINT event_id_once UNIQUE (event_id),
    CONSTRAINT event_version_once UNIQUE (stream, version)
);

-- Not unique, so that the many events of one request share their key.
CREATE INDEX event_correlation ON log.event (correlation_id, position);

REVOKE ALL ON log.event FROM PUBLIC;

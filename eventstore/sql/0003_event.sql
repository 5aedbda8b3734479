-- The log: one row an event, one order over all of them.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE log.event (
    position       bigint      NOT NULL CHECK (position > 0),  -- 1, 2, 3 … without a gap, in order of commit
    version        bigint      NOT NULL CHECK (version > 0),   -- 1, 2, 3 … without a gap, in its stream
    occurred_at    timestamptz NOT NULL,                       -- by the clock of whoever caused it
    recorded_at    timestamptz NOT NULL,                       -- by the clock of the database; never runs backwards
    event_id       uuid        NOT NULL,
    schema_version integer     NOT NULL CHECK (schema_version > 0),
    stream         text        COLLATE "C" NOT NULL CHECK (stream LIKE '_%-_%'),
    type           text        COLLATE "C" NOT NULL CHECK (type LIKE '_%._%'),
    leaf_hash      bytea       NOT NULL,                       -- log.leaf of this row
    data           json        NOT NULL,                       -- json, not jsonb: json keeps the bytes that were hashed
    metadata       json        NOT NULL,
    correlation_id text        COLLATE "C" NOT NULL GENERATED ALWAYS AS (metadata ->> 'correlation_id') STORED,

    CONSTRAINT event_position PRIMARY KEY (position),
    CONSTRAINT event_id_once UNIQUE (event_id),
    CONSTRAINT event_version_once UNIQUE (stream, version)
);

-- Not unique, so that the many events of one request share their key.
CREATE INDEX event_correlation ON log.event (correlation_id, position);

REVOKE ALL ON log.event FROM PUBLIC;

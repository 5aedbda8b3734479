-- How far each shard of each build of a projection has come. The row is updated in the transaction that
-- updates the read model, and only from the position that transaction started from: two runners can never
-- both apply the same events.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE projections.checkpoint (
    projection      text        NOT NULL,
    build           text        NOT NULL DEFAULT 'live' CHECK (build IN ('live', 'shadow')),
    shard           integer     NOT NULL DEFAULT 0 CHECK (shard >= 0),
    shards          integer     NOT NULL DEFAULT 1 CHECK (shard < shards),  -- into how many parts streams are dealt
    position        bigint      NOT NULL DEFAULT 0 CHECK (position >= 0),
    status          text        NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'stopped')),
    failed_position bigint,
    failure         text,
    owner           text,
    heartbeat_at    timestamptz,
    PRIMARY KEY (projection, build, shard),
    CHECK (status = 'running' OR (failed_position IS NOT NULL AND failure IS NOT NULL))
) WITH (fillfactor = 20);  -- room for heap-only updates: the row changes with every batch

GRANT SELECT, INSERT, UPDATE, DELETE ON projections.checkpoint TO mentoring_projector;
GRANT SELECT ON projections.checkpoint TO mentoring_reader, mentoring_auditor;

-- Where an import puts its events before log.import_staged moves them into the log; empty between transactions.
-- Unlogged: what a crash takes from here was not acknowledged, and the import is simply started again.
SET LOCAL ROLE mentoring_owner;

CREATE UNLOGGED TABLE log.staged (
    n              bigint      NOT NULL,  -- the order in which they are to stand in the log
    occurred_at    timestamptz NOT NULL,
    event_id       uuid        NOT NULL,
    schema_version integer     NOT NULL,
    stream         text        COLLATE "C" NOT NULL,
    type           text        COLLATE "C" NOT NULL,
    data           text        NOT NULL,
    metadata       text        NOT NULL
);

REVOKE ALL ON log.staged FROM PUBLIC;

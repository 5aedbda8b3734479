-- Streams that a projection could not follow any further: the event it failed at, and why. Later events of the
-- stream wait with it; all other streams go on.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE projections.parked (
    projection text    NOT NULL,
    build      text    NOT NULL DEFAULT 'live' CHECK (build IN ('live', 'shadow')),
    stream     text    NOT NULL,
    shard      integer NOT NULL,
    position   bigint  NOT NULL,
    type       text    NOT NULL,
    failure    text    NOT NULL,
    attempts   integer NOT NULL DEFAULT 1,
    PRIMARY KEY (projection, build, stream)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON projections.parked TO mentoring_projector;
GRANT SELECT ON projections.parked TO mentoring_reader, mentoring_auditor;

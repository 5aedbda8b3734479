-- One row for each cycle of a programme.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE read.cycles (
    stream            text        PRIMARY KEY,
    version           bigint      NOT NULL,
    position          bigint      NOT NULL,
    programme         text        NOT NULL,
    programme_version integer     NOT NULL,
    name              text        NOT NULL,
    phase             text        NOT NULL,
    launch_at         timestamptz NOT NULL,
    ends_at           timestamptz NOT NULL,
    next_deadline     timestamptz,
    folded            json        NOT NULL
);

CREATE INDEX ON read.cycles (programme);

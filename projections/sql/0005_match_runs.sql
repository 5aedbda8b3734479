-- One row for each match run: how good its matches are, and what kept people from having one.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE read.match_runs (
    stream           text    PRIMARY KEY,
    version          bigint  NOT NULL,
    position         bigint  NOT NULL,
    cycle            text    NOT NULL,
    track            text    NOT NULL,
    number           integer NOT NULL,
    status           text    NOT NULL,
    approved_by      text,
    relationships    integer NOT NULL,
    candidates       integer NOT NULL,
    unmatched_people integer NOT NULL,
    folded           json    NOT NULL
);

CREATE INDEX ON read.match_runs (cycle, track, number);

-- One row for each relationship: what operators look at, and what the measures of a cycle are counted from.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE read.relationship_board (
    stream               text    PRIMARY KEY,
    version              bigint  NOT NULL,
    position             bigint  NOT NULL,
    programme            text    NOT NULL,
    programme_version    integer NOT NULL,
    cycle                text    NOT NULL,
    track                text    NOT NULL,
    model                text    NOT NULL,
    match_run            text,
    score                integer,
    members              json    NOT NULL,
    status               text    NOT NULL,
    status_since         timestamptz,
    outcome              text,
    reason               text,
    health               text    NOT NULL,
    attention            boolean NOT NULL,   -- open, and at risk, escalated or in a role conflict
    next_deadline        timestamptz,
    planned_end          timestamptz,
    offered_at           timestamptz,
    accepted_at          timestamptz,
    first_meeting_at     timestamptz,
    first_meeting_in_time boolean NOT NULL,
    last_meeting_at      timestamptz,
    meetings_held        integer NOT NULL,
    meetings_not_held    integer NOT NULL,
    meetings_unconfirmed integer NOT NULL,
    meetings_ahead       integer NOT NULL,
    agreement_version    integer,
    agreed_at            timestamptz,
    agreed_in_time       boolean NOT NULL,
    fit_checks           integer NOT NULL,
    good_fits            integer NOT NULL,
    goals_set            integer NOT NULL,
    goals_achieved       integer NOT NULL,
    pulses               integer NOT NULL,
    pulse_people         integer NOT NULL,   -- who ever answered
    pulse_answers        integer NOT NULL,
    pulse_points         integer NOT NULL,
    exit_answers         integer NOT NULL,
    exit_points          integer NOT NULL,
    closed_at            timestamptz,
    folded               json    NOT NULL
);

CREATE INDEX ON read.relationship_board (cycle, stream);
CREATE INDEX ON read.relationship_board (stream) WHERE attention;

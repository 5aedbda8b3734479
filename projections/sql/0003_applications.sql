-- One row for each application; the funnel of a cycle and its pool are counted from here.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE read.applications (
    stream            text    PRIMARY KEY,
    version           bigint  NOT NULL,
    position          bigint  NOT NULL,
    cycle             text    NOT NULL,
    track             text    NOT NULL,
    role              text    NOT NULL,
    person            text    NOT NULL,
    status            text    NOT NULL,
    reached           text[]  NOT NULL,  -- every status it ever had
    decline_reason    text,
    withdrawal_reason text,
    capacity          integer NOT NULL,
    missing_modules   integer NOT NULL,
    training_waived   boolean NOT NULL,
    open_relationships integer NOT NULL,
    obstacle          text,              -- what kept the applicant unmatched, while on the waiting list
    folded            json    NOT NULL
);

CREATE INDEX ON read.applications (cycle, track, role);
CREATE INDEX ON read.applications (person);

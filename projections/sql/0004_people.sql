-- One row for each person the organisation made known; nothing here can be read without their key.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE read.people (
    stream       text    PRIMARY KEY,
    version      bigint  NOT NULL,
    position     bigint  NOT NULL,
    employee_ref text    NOT NULL,
    employment   text    NOT NULL,
    last_day     date,
    level        integer,
    promoted_on  date,              -- the latest rise in level
    line_manager text,
    erased       boolean NOT NULL,
    folded       json    NOT NULL
);

CREATE INDEX ON read.people (line_manager);

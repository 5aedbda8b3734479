-- The lessons-learned log: one row for each lesson; its words are sealed.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE read.lessons (
    stream       text        PRIMARY KEY,
    version      bigint      NOT NULL,
    position     bigint      NOT NULL,
    programme    text        NOT NULL,
    cycle        text        NOT NULL,
    relationship text,
    occasion     text        NOT NULL,
    context      text        NOT NULL,
    status       text        NOT NULL,
    consent      boolean     NOT NULL,
    themes       text[]      NOT NULL,
    folded       json        NOT NULL
);

CREATE INDEX ON read.lessons (cycle, status);

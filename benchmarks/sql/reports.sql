-- The same read model twice, filled once by a fold and once by a statement: what each stream amounts to.
SET ROLE mentoring_owner;

CREATE TABLE read.folded_report (
    stream  text        PRIMARY KEY,
    events  bigint      NOT NULL,
    amount  bigint      NOT NULL,
    last_at timestamptz NOT NULL
);

CREATE TABLE read.counted_report (LIKE read.folded_report INCLUDING ALL);

-- Every version of every programme's design; a cycle names the version that governs it.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE read.designs (
    programme text    NOT NULL,
    version   integer NOT NULL,
    position  bigint  NOT NULL,
    design    json    NOT NULL,
    PRIMARY KEY (programme, version)
);

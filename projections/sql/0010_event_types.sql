-- How often each type of event happened, and where it stands first and last.
SET LOCAL ROLE mentoring_owner;

CREATE TABLE read.event_types (
    type           text   PRIMARY KEY,
    events         bigint NOT NULL,
    first_position bigint NOT NULL,
    last_position  bigint NOT NULL
);

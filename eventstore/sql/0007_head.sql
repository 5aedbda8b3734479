-- The end of the log; no row while it is empty.
SET LOCAL ROLE mentoring_owner;

CREATE VIEW log.head AS
SELECT position, recorded_at FROM log.event ORDER BY position DESC LIMIT 1;

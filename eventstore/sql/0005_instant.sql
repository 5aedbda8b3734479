-- An instant as the leaf spells it: RFC 3339 in UTC, to the microsecond.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION log.instant(at timestamptz) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
RETURN to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- The leaf hash of an event (RFC 6962): SHA-256 over a zero byte and the envelope, which is canonical JSON
-- (RFC 8785) over exactly the stored bytes, so that anybody can compute it again from an export.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION log.leaf(
    data text, event_id uuid, metadata text, occurred_at timestamptz, "position" bigint,
    recorded_at timestamptz, schema_version integer, stream text, type text, version bigint
) RETURNS bytea
    -- STABLE and without SET, so that it is inlined into the statement that uses it.
    LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256('\x00'::bytea || convert_to(concat(
    '{"data":', data,
    ',"event_id":"', event_id,
    '","metadata":', metadata,
    ',"occurred_at":"', to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    '","position":', "position",
    ',"recorded_at":"', to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    '","schema_version":', schema_version,
    ',"stream":"', stream,
    '","type":"', type,
    '","version":', version, '}'
), 'UTF8'));

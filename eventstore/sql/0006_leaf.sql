-- The leaf hash of an event (RFC 6962): SHA-256 over a zero byte and the envelope, which is canonical JSON
-- (RFC 8785) over exactly the stored bytes, so that anybody can compute it again from an export.
-- Stream and type go in as they are: log.append lets no character through that JSON would escape.
SET LOCAL ROLE mentoring_owner;

CREATE FUNCTION log.leaf(
    data text, event_id uuid, metadata text, occurred_at text, "position" bigint,
    recorded_at text, schema_version integer, stream text, type text, version bigint
) RETURNS bytea
    -- STABLE and without SET, so that it is inlined into the statement that uses it.
    LANGUAGE sql STABLE PARALLEL SAFE
RETURN sha256('\x00'::bytea || convert_to(concat(
    '{"data":', data,
    ',"event_id":"', event_id,
    '","metadata":', metadata,
    ',"occurred_at":"', occurred_at,
    '","position":', "position",
    ',"recorded_at":"', recorded_at,
    '","schema_version":', schema_version,
    ',"stream":"', stream,
    '","type":"', type,
    '","version":', version, '}'
), 'UTF8'));

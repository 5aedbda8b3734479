-- One event by its id; served by event_id_once.
SELECT position, version, occurred_at, recorded_at, event_id, schema_version, stream, type, leaf_hash,
       data::text, metadata::text
FROM log.event
WHERE event_id = %(event_id)s

-- Which of these events are in the log already; looked up one by one, a join could decide to walk the whole log.
SELECT k.event_id, k.stream, k.type, k.schema_version, k.data::text
FROM unnest(%(ids)b) AS given(event_id)
CROSS JOIN LATERAL (SELECT * FROM log.event e WHERE e.event_id = given.event_id OFFSET 0) k

-- Where these streams end.
SELECT given.stream, coalesce((SELECT max(e.version) FROM log.event e WHERE e.stream = given.stream), 0)
FROM unnest(%(streams)b) AS given(stream)

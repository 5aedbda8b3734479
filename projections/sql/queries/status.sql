-- What an observer sees: the lag is measured from the head of the log, whatever the projector believes.
SELECT
    p.name AS projection,
    coalesce(c.shard, 0) AS shard,
    coalesce(c.build, 'live') AS build,
    coalesce(c.position, 0) AS position,
    coalesce(h.position, 0) AS head,
    greatest(0, floor(extract(epoch FROM clock_timestamp() - e.recorded_at)))::bigint AS lag_seconds,
    c.owner,
    c.heartbeat_at,
    coalesce(c.heartbeat_at > clock_timestamp() - interval '5 seconds', false) AS alive,
    coalesce(c.status = 'stopped', false) AS stopped,
    c.failed_position,
    c.failure,
    (SELECT count(*) FROM projections.parked AS k
     WHERE (k.projection, k.build, k.shard) = (c.projection, c.build, c.shard))::int AS parked
FROM unnest(%(names)s::text[]) WITH ORDINALITY AS p(name, o)
LEFT JOIN log.head AS h ON true
LEFT JOIN projections.checkpoint AS c ON c.projection = p.name
LEFT JOIN log.event AS e ON e.position = coalesce(c.position, 0) + 1
ORDER BY p.o, build, shard

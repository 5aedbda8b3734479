-- Where every shard of a build stands, and where the log ends, at one moment.
SELECT
    c.projection, c.shard, c.shards, c.position,
    CASE c.status WHEN 'stopped' THEN c.failure END AS failure,
    coalesce(h.position, 0) AS head
FROM projections.checkpoint AS c LEFT JOIN log.head AS h ON true
WHERE c.build = %(build)s

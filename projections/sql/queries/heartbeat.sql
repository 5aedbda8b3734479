-- Show that the owner lives, at most once a second; a row that a rebuild holds can wait.
UPDATE projections.checkpoint
SET heartbeat_at = clock_timestamp()
WHERE (projection, build, shard) IN (
    SELECT projection, build, shard FROM projections.checkpoint
    WHERE build = 'live' AND owner = %(owner)s AND heartbeat_at < clock_timestamp() - interval '1 second'
    FOR UPDATE SKIP LOCKED
)

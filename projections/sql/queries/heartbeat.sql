-- Show that the owner lives, at most once a second.
UPDATE projections.checkpoint
SET heartbeat_at = clock_timestamp()
WHERE build = 'live' AND owner = %(owner)s AND heartbeat_at < clock_timestamp() - interval '1 second'

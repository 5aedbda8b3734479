-- Where the log ends, and the moment of recording for what comes next; it never runs backwards.
SELECT coalesce(max(h.position), 0), greatest(clock_timestamp(), max(h.recorded_at)) FROM log.head h

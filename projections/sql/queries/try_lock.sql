-- Held by the session, so that the death of its connection frees it.
SELECT pg_try_advisory_lock(hashtextextended('projection ' || %(key)s, 0))

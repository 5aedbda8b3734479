-- As try_lock, with others who share it.
SELECT pg_try_advisory_lock_shared(hashtextextended('projection ' || %(key)s, 0))

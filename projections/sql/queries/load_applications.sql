SELECT stream, version, folded::text FROM applications WHERE stream = ANY(%(streams)s)

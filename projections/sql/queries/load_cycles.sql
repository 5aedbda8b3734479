SELECT stream, version, folded::text FROM cycles WHERE stream = ANY(%(streams)s)

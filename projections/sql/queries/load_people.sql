SELECT stream, version, folded::text FROM people WHERE stream = ANY(%(streams)s)

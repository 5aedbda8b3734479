SELECT stream, version, folded::text FROM lessons WHERE stream = ANY(%(streams)s)

SELECT stream, version, folded::text FROM match_runs WHERE stream = ANY(%(streams)s)

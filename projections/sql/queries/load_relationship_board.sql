SELECT stream, version, folded::text FROM relationship_board WHERE stream = ANY(%(streams)s)

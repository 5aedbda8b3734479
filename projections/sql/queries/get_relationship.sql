SELECT stream, version, position, folded::text AS folded FROM read.relationship_board WHERE stream = %(stream)s

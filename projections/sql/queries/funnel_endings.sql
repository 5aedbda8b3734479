SELECT track, outcome, reason, count(*)::int AS number
FROM read.relationship_board
WHERE cycle = %(cycle)s AND status = 'closed'
GROUP BY track, outcome, reason
ORDER BY track, outcome, reason

SELECT
    track,
    count(*)::int AS proposed,
    count(offered_at)::int AS offered,
    count(accepted_at)::int AS accepted,
    count(first_meeting_at)::int AS met,
    count(agreed_at)::int AS agreed,
    (count(*) FILTER (WHERE status = 'closed'))::int AS closed
FROM read.relationship_board
WHERE cycle = %(cycle)s
GROUP BY track
ORDER BY track

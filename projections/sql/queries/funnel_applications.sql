SELECT
    track, role,
    count(*)::int AS applied,
    (count(*) FILTER (WHERE status = 'applied'))::int AS undecided,
    (count(*) FILTER (WHERE 'selected' = ANY(reached)))::int AS selected,
    (count(*) FILTER (WHERE 'declined' = ANY(reached)))::int AS declined,
    (count(*) FILTER (WHERE 'trained' = ANY(reached)))::int AS trained,
    (count(*) FILTER (WHERE 'matched' = ANY(reached)))::int AS matched,
    (count(*) FILTER (WHERE status = 'waiting_listed'))::int AS waiting_listed,
    (count(*) FILTER (WHERE status = 'withdrawn'))::int AS withdrawn
FROM read.applications
WHERE cycle = %(cycle)s
GROUP BY track, role
ORDER BY track, role

SELECT
    track,
    (count(*) FILTER (WHERE status <> 'withdrawn'))::int AS applications,
    coalesce(sum(capacity) FILTER (
        WHERE role IN ('mentor', 'facilitator') AND status NOT IN ('declined', 'withdrawn')
    ), 0)::int AS mentor_places,
    (count(*) FILTER (WHERE role = 'mentee' AND status NOT IN ('declined', 'withdrawn')))::int AS mentees,
    (count(*) FILTER (
        WHERE 'selected' = ANY(reached) AND status NOT IN ('declined', 'withdrawn') AND missing_modules = 0
    ))::int AS ready
FROM read.applications
WHERE cycle = %(cycle)s
GROUP BY track
ORDER BY track

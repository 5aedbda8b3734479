SELECT
    (count(*) FILTER (WHERE status = 'applied'))::int AS undecided,
    coalesce(array_agg(stream ORDER BY stream) FILTER (WHERE status = 'selected' AND missing_modules > 0), '{}')
        AS untrained
FROM read.applications
WHERE cycle = %(cycle)s

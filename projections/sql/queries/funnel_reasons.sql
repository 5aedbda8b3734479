-- Why applications were declined or withdrawn, and what keeps those on the waiting list unmatched.
SELECT track, role, kind, reason, count(*)::int AS number
FROM read.applications
CROSS JOIN LATERAL (VALUES
    ('declined', decline_reason),
    ('withdrawn', withdrawal_reason),
    ('waiting_listed', CASE status WHEN 'waiting_listed' THEN obstacle END)
) AS why (kind, reason)
WHERE cycle = %(cycle)s AND reason IS NOT NULL
GROUP BY track, role, kind, reason
ORDER BY track, role, kind, reason

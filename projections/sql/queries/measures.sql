-- What each kind of measure is computed from: part ÷ whole, and how many people or relationships stand
-- behind it, so that small groups can be suppressed. A relationship has started once everybody accepted.
WITH started AS (
    SELECT * FROM read.relationship_board
    WHERE cycle = %(cycle)s AND accepted_at IS NOT NULL AND outcome IS DISTINCT FROM 'void'
),
relationships AS (
    SELECT
        count(*) AS started,
        count(*) FILTER (WHERE agreed_in_time) AS agreed_in_time,
        count(*) FILTER (WHERE first_meeting_in_time) AS met_in_time,
        coalesce(sum(meetings_held), 0) AS held,
        coalesce(sum(meetings_held + meetings_not_held + meetings_unconfirmed), 0) AS meetings,
        coalesce(sum(good_fits), 0) AS good_fits,
        coalesce(sum(fit_checks), 0) AS fit_checks,
        coalesce(sum(pulse_points), 0) AS pulse_points,
        coalesce(sum(pulse_answers), 0) AS pulse_answers,
        coalesce(sum(pulse_people), 0) AS pulse_people,
        coalesce(sum(goals_achieved), 0) AS goals_achieved,
        coalesce(sum(goals_set), 0) AS goals_set,
        count(*) FILTER (WHERE goals_set > 0) AS with_goals,
        coalesce(sum(exit_points), 0) AS exit_points,
        coalesce(sum(exit_answers), 0) AS exit_answers,
        count(*) FILTER (WHERE status = 'closed') AS closed,
        count(*) FILTER (WHERE status = 'closed' AND outcome IN ('completed', 'completed_early')) AS completed,
        count(*) FILTER (WHERE status = 'closed' AND outcome NOT IN ('completed', 'completed_early')) AS ended_early
    FROM started
),
runs AS (
    SELECT coalesce(sum(candidates - unmatched_people), 0) AS matched, coalesce(sum(candidates), 0) AS candidates
    FROM read.match_runs
    WHERE cycle = %(cycle)s AND status = 'published'
),
mentors AS (
    SELECT count(*) AS matched, count(*) FILTER (WHERE missing_modules = 0 AND NOT training_waived) AS trained
    FROM read.applications
    WHERE cycle = %(cycle)s AND role IN ('mentor', 'facilitator') AND 'matched' = ANY(reached)
),
participants AS (
    SELECT
        count(*) AS people,
        count(*) FILTER (WHERE last_day IS NULL OR last_day >= %(today)s) AS employed,
        count(*) FILTER (WHERE promoted_on BETWEEN c.launch_at::date AND %(today)s) AS promoted
    FROM read.people AS p
    CROSS JOIN (SELECT launch_at FROM read.cycles WHERE stream = %(cycle)s) AS c
    WHERE p.stream IN (
        SELECT person FROM read.applications WHERE cycle = %(cycle)s AND 'matched' = ANY(reached)
    )
)
SELECT kind, part::bigint, whole::bigint, behind::bigint
FROM relationships AS r, runs, mentors AS m, participants AS p, LATERAL (VALUES
    ('match_rate', runs.matched, runs.candidates, runs.candidates),
    ('training_coverage', m.trained, m.matched, m.matched),
    ('agreement_coverage', r.agreed_in_time, r.started, r.started),
    ('first_meeting_rate', r.met_in_time, r.started, r.started),
    ('meetings_held_rate', r.held, r.meetings, r.started),
    ('fit_rate', r.good_fits, r.fit_checks, r.fit_checks),
    ('pulse_mean', r.pulse_points, r.pulse_answers, r.pulse_people),
    ('goal_attainment', r.goals_achieved, r.goals_set, r.with_goals),
    ('exit_satisfaction', r.exit_points, r.exit_answers, r.exit_answers),
    ('completion_rate', r.completed, r.closed, r.closed),
    ('early_closure_rate', r.ended_early, r.started, r.started),
    ('retention_rate', p.employed, p.people, p.people),
    ('promotion_rate', p.promoted, p.people, p.people)
) AS measured (kind, part, whole, behind)

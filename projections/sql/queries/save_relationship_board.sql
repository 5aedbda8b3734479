INSERT INTO relationship_board
SELECT * FROM json_populate_recordset(NULL::relationship_board, %(rows)s::json)
ON CONFLICT (stream) DO UPDATE SET (
    version, position, programme, programme_version, cycle, track, model, match_run, score, members,
    status, status_since, outcome, reason, health, attention, next_deadline, planned_end, offered_at,
    accepted_at, first_meeting_at, first_meeting_in_time, last_meeting_at, meetings_held,
    meetings_not_held, meetings_unconfirmed, meetings_ahead, agreement_version, agreed_at,
    agreed_in_time, fit_checks, good_fits, goals_set, goals_achieved, pulses, pulse_people,
    pulse_answers, pulse_points, exit_answers, exit_points, closed_at, folded
) = (
    excluded.version, excluded.position, excluded.programme, excluded.programme_version, excluded.cycle,
    excluded.track, excluded.model, excluded.match_run, excluded.score, excluded.members,
    excluded.status, excluded.status_since, excluded.outcome, excluded.reason, excluded.health,
    excluded.attention, excluded.next_deadline, excluded.planned_end, excluded.offered_at,
    excluded.accepted_at, excluded.first_meeting_at, excluded.first_meeting_in_time,
    excluded.last_meeting_at, excluded.meetings_held, excluded.meetings_not_held,
    excluded.meetings_unconfirmed, excluded.meetings_ahead, excluded.agreement_version,
    excluded.agreed_at, excluded.agreed_in_time, excluded.fit_checks, excluded.good_fits,
    excluded.goals_set, excluded.goals_achieved, excluded.pulses, excluded.pulse_people,
    excluded.pulse_answers, excluded.pulse_points, excluded.exit_answers, excluded.exit_points,
    excluded.closed_at, excluded.folded
)

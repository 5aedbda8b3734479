-- How much of the log the guards' facts are counted from.
SELECT coalesce(min(position), 0) AS position
FROM projections.checkpoint
WHERE build = 'live'
  AND projection IN ('applications', 'match_runs', 'lessons_log', 'relationship_board', 'cycles', 'designs', 'people')

INSERT INTO event_types AS known (type, events, first_position, last_position)
SELECT type, count(*), min(position), max(position)
FROM log.event
WHERE position > %(after)s AND position <= %(upto)s
GROUP BY type
ON CONFLICT (type) DO UPDATE
SET events = known.events + excluded.events, last_position = excluded.last_position

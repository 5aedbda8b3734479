SELECT type, events FROM read.event_types ORDER BY type

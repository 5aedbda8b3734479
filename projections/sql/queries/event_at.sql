SELECT stream, type, clock_timestamp() FROM log.event WHERE position = %(position)s

SELECT stream, type, clock_timestamp() AS now FROM log.event WHERE position = %(position)s

UPDATE projections.parked SET build = 'live' WHERE projection = %(projection)s AND build = 'shadow'

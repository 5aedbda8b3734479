DELETE FROM projections.parked WHERE projection = %(projection)s AND build = 'live' AND stream = %(stream)s

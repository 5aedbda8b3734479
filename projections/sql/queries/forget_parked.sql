DELETE FROM projections.parked WHERE projection = %(projection)s AND build = %(build)s

DELETE FROM projections.checkpoint WHERE projection = %(projection)s AND build = %(build)s

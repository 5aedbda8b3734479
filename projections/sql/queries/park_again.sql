UPDATE projections.parked
SET position = %(position)s, type = %(type)s, failure = %(failure)s, attempts = attempts + 1
WHERE projection = %(projection)s AND build = 'live' AND stream = %(stream)s

SELECT count(*)::int AS lessons FROM read.lessons WHERE cycle = %(cycle)s

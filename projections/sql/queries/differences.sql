SELECT table_name, key, difference, columns FROM projections.differences(%(tables)s)

SELECT table_name, key, difference FROM projections.differences(%(tables)s)

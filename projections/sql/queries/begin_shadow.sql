SELECT projections.begin_shadow(%(tables)s)

SELECT projections.drop_shadow(%(tables)s)

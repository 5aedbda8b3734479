SELECT projections.swap_shadow(%(tables)s)
